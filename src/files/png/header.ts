import { InputError } from '../../errors.ts';
import type { Chunk } from './chunks.ts';

/** What an IHDR chunk says (PNG specification § 11.2.1). */
export interface PngHeader {
  readonly rows: number;
  readonly columns: number;
  /** Bits per sample. */
  readonly depth: number;
  readonly colourType: number;
  /** Samples per pixel. */
  readonly channels: number;
  readonly interlaced: boolean;
}

/** The largest width and height that is read. */
const MAX_SIDE = 4096;

export const PALETTE = 3;
/** PNG's colour types, each with its samples per pixel and the depths it allows. */
const COLOUR_TYPES: ReadonlyMap<number, { readonly channels: number; readonly depths: readonly number[] }> = new Map([
  [0, { channels: 1, depths: [1, 2, 4, 8, 16] }],
  [2, { channels: 3, depths: [8, 16] }],
  [PALETTE, { channels: 1, depths: [1, 2, 4, 8] }],
  [4, { channels: 2, depths: [8, 16] }],
  [6, { channels: 4, depths: [8, 16] }],
]);

/** @throws InputError where the first chunk is no header, a damaged one, or one of too large a picture */
export function readPngHeader({ type, content }: Chunk, name: string): PngHeader {
  if (type !== 'IHDR' || content.length !== 13) throw misplacedHeader(name);
  const view = new DataView(content.buffer, content.byteOffset, 13);
  const columns = view.getUint32(0);
  const rows = view.getUint32(4);
  if (rows < 1 || columns < 1 || rows > MAX_SIDE || columns > MAX_SIDE) {
    const most = `${MAX_SIDE} × ${MAX_SIDE}`;
    throw new InputError(`${name}: the image is ${columns} × ${rows} pixels, but at most ${most} are read`);
  }
  const [depth, colourType, compression, filter, interlace] = content.subarray(8) as unknown as number[];
  const colours = COLOUR_TYPES.get(colourType!);
  if (!colours?.depths.includes(depth!) || compression !== 0 || filter !== 0 || interlace! > 1) {
    throw new InputError(`${name}: the PNG header is damaged`);
  }
  const { channels } = colours;
  return { rows, columns, depth: depth!, colourType: colourType!, channels, interlaced: interlace === 1 };
}

export function misplacedHeader(name: string): InputError {
  return new InputError(`${name}: the PNG image does not begin with exactly one header`);
}
