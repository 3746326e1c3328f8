/** What the header of a file says of a frame before it is decoded. */
export interface FrameShape {
  readonly rows: number;
  readonly columns: number;
  readonly bytesPerPixel: number;
}

/** Decodes the codestream of one frame into its pixels, little endian. Rejects with a `CodestreamFault`. */
export type FrameDecoder = (codestream: Uint8Array, shape: FrameShape) => Promise<Uint8Array>;

/** How the pixels of some transfer syntaxes are compressed. */
export interface Codec {
  /** In a sentence: `JPEG 2000`. */
  readonly words: string;
  /** Fetches what decodes them. */
  load(): Promise<FrameDecoder>;
}

/** A codestream is no picture of the right size; the message says why, after “the JPEG data of the image”. */
export class CodestreamFault extends Error {
  constructor(how = 'are damaged or cut short') {
    super(how);
  }
}

/** What a codestream says of its picture, before anything of that size is made. */
export interface CodedPicture {
  readonly rows: number;
  readonly columns: number;
  readonly bitsPerPixel: number;
  readonly components: number;
}

/** @throws CodestreamFault where a codestream holds another picture than the header of the file states */
export function mustFit(picture: CodedPicture, { rows, columns, bytesPerPixel }: FrameShape): void {
  if (picture.components !== 1) throw new CodestreamFault(`have ${picture.components} values per pixel instead of 1`);
  if (picture.rows !== rows || picture.columns !== columns) {
    throw new CodestreamFault(
      `hold ${picture.rows} × ${picture.columns} pixels, but the header states ${rows} × ${columns}`,
    );
  }
  const most = Math.min(16, 8 * bytesPerPixel);
  if (picture.bitsPerPixel < 1 || picture.bitsPerPixel > most) {
    throw new CodestreamFault(`have ${picture.bitsPerPixel} bits per pixel, but there is room for ${most}`);
  }
}

/** Pixels as bytes, little endian; of negative ones the two's complement. */
export function pixelBytesOf(values: ArrayLike<number>, bytesPerPixel: number): Uint8Array {
  const bytes = new Uint8Array(values.length * bytesPerPixel);
  for (let pixel = 0, at = 0; pixel < values.length; pixel++) {
    let value = values[pixel]!;
    for (let byte = 0; byte < bytesPerPixel; byte++, value >>= 8) bytes[at++] = value;
  }
  return bytes;
}
