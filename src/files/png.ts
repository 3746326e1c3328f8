import { decode, encode } from 'fast-png';
import { InputError } from '../errors.ts';
import { describeForeignFile, fileKind } from './file-kind.ts';
import { inflatePieces } from './inflate.ts';

/** A picture's brightness, row-major from the top left, from 0 (black) to 1 (white). */
export interface GreyPicture {
  rows: number;
  columns: number;
  values: Float32Array<ArrayBuffer>;
}

/** A picture, and how its file stores it. */
export interface StoredPicture extends GreyPicture {
  /** What the file stores for white, 2^depth − 1: grey values times this are the stored numbers. */
  white: number;
  /** Whether what is opaque is black all over, so that the picture is what is drawn, 1, on what is transparent, 0. */
  isDrawnInAlpha: boolean;
}

/** The largest width and height that is read. */
const MAX_SIDE = 4096;

/** Up to this a grey value is black to the eye. */
const BLACK = 0.02;

/** PNG's colour types (PNG specification § 11.2.1), each with its samples per pixel and the depths it allows. */
const GREY = 0;
const PALETTE = 3;
const COLOUR_TYPES: ReadonlyMap<number, { readonly channels: number; readonly depths: readonly number[] }> = new Map([
  [GREY, { channels: 1, depths: [1, 2, 4, 8, 16] }],
  [2, { channels: 3, depths: [8, 16] }],
  [PALETTE, { channels: 1, depths: [1, 2, 4, 8] }],
  [4, { channels: 2, depths: [8, 16] }],
  [6, { channels: 4, depths: [8, 16] }],
]);

/**
 * Reads a PNG picture as grey values. Colours become Rec. 709 luminance, transparent pixels are laid over black, and
 * the values are the stored ones divided by white: neither gamma nor a colour profile is applied. A picture in black on
 * transparent would be black on black: its opacity is read in its place. Of an animation the first picture is read.
 *
 * @param bytes the whole file
 * @param name the file's name, which begins every message
 * @throws InputError where the file is not a PNG picture, is larger than 4096 × 4096, is interlaced with less than
 *   8 bits per pixel, is damaged or is cut short
 */
export function readPng(bytes: Uint8Array, name: string): GreyPicture {
  const { rows, columns, values } = readStoredPng(bytes, name);
  return { rows, columns, values };
}

/**
 * As {@link readPng}, with how the file stores the picture.
 *
 * @throws InputError as `readPng` does
 */
export function readStoredPng(bytes: Uint8Array, name: string): StoredPicture {
  if (fileKind(bytes) !== 'png') {
    throw new InputError(`${name}: expected a PNG picture, but this is ${describeForeignFile(bytes)}`);
  }
  const chunks = readChunks(bytes, name);
  const header = readHeader(chunks, name);
  checkInflatedLength(chunks, header, name);
  let decoded: ReturnType<typeof decode>;
  try {
    // Only what the pixels need is handed on: the other parts can be faulty, or inflate to any size, for no gain.
    decoded = decode(joinChunks(bytes, chunks), { checkCrc: true });
  } catch {
    throw new InputError(`${name}: the PNG picture is damaged and cannot be decoded`);
  }
  const { rows, columns } = header;
  const samples = header.depth < 8 ? unpackSamples(decoded.data, header) : decoded.data;
  const read = (what: 'grey' | 'alpha') =>
    header.colourType === PALETTE
      ? lookUpPalette(samples, decoded.palette ?? [], name, what)
      : samplesToGrey(samples, header, decoded.transparency, what);
  const values = read('grey');
  const white = header.colourType === PALETTE ? 255 : 2 ** header.depth - 1;
  if (values.some((value) => value > BLACK)) return { rows, columns, values, white, isDrawnInAlpha: false };
  const alpha = read('alpha');
  const isDrawnInAlpha = alpha.some((value) => value < 0.5) && alpha.some((value) => value > 0.5);
  return { rows, columns, values: isDrawnInAlpha ? alpha : values, white, isDrawnInAlpha };
}

/**
 * Writes a grey PNG picture: 8 bits per pixel from a Uint8Array, 16 bits from a Uint16Array.
 *
 * @param grey rows × columns values, row-major from the top left, 0 black and 255 or 65535 white
 * @throws RangeError where the sides are not positive whole numbers or do not fit the values
 */
export function writeGreyPng(grey: Uint8Array | Uint16Array, rows: number, columns: number): Uint8Array<ArrayBuffer> {
  if (!Number.isInteger(rows) || !Number.isInteger(columns) || rows < 1 || rows * columns !== grey.length) {
    throw new RangeError(`a picture of ${rows} × ${columns} cannot be made of ${grey.length} values`);
  }
  const depth = grey instanceof Uint16Array ? 16 : 8;
  return new Uint8Array(encode({ width: columns, height: rows, data: grey, channels: 1, depth }));
}

/** One part of a PNG file: its type, its whole extent in the file, and its content. */
interface Chunk {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly content: Uint8Array;
}

/** The chunks that the pixels depend on; the others are left out. */
function readChunks(bytes: Uint8Array, name: string): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  let start = 8;
  while (chunks.at(-1)?.type !== 'IEND') {
    // A chunk is its length, a type of four letters, the content and a checksum.
    const end = start + 12 <= bytes.length ? start + 12 + view.getUint32(start) : Number.POSITIVE_INFINITY;
    if (end > bytes.length) {
      throw new InputError(`${name}: the PNG picture is cut short, the file ends after ${bytes.length} bytes`);
    }
    const type = String.fromCharCode(...bytes.subarray(start + 4, start + 8));
    if (['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'].includes(type)) {
      chunks.push({ type, start, end, content: bytes.subarray(start + 8, end - 4) });
    } else if (/^[A-Z][A-Za-z]{3}$/.test(type)) {
      // A capital letter marks a part that no reader may skip (PNG specification § 5.4).
      throw new InputError(`${name}: the PNG picture has a part of an unknown kind, “${type}”`);
    }
    start = end;
  }
  return chunks;
}

interface Header {
  readonly rows: number;
  readonly columns: number;
  /** Bits per sample. */
  readonly depth: number;
  readonly colourType: number;
  /** Samples per pixel. */
  readonly channels: number;
  readonly interlaced: boolean;
}

function readHeader(chunks: readonly Chunk[], name: string): Header {
  const [first, ...others] = chunks;
  if (first.type !== 'IHDR' || first.content.length !== 13 || others.some((chunk) => chunk.type === 'IHDR')) {
    throw new InputError(`${name}: the PNG picture does not begin with the one header it should have`);
  }
  const view = new DataView(first.content.buffer, first.content.byteOffset, 13);
  const columns = view.getUint32(0);
  const rows = view.getUint32(4);
  if (rows < 1 || columns < 1 || rows > MAX_SIDE || columns > MAX_SIDE) {
    const most = `${MAX_SIDE} × ${MAX_SIDE}`;
    throw new InputError(`${name}: the picture is ${columns} × ${rows} pixels, and at most ${most} are read`);
  }
  const [depth, colourType, compression, filter, interlace] = first.content.subarray(8);
  const colours = COLOUR_TYPES.get(colourType);
  if (!colours?.depths.includes(depth) || compression !== 0 || filter !== 0 || interlace > 1) {
    throw new InputError(`${name}: the PNG picture's header is damaged`);
  }
  // fast-png 8.0.0 reads such pictures wrongly.
  if (interlace === 1 && depth < 8) {
    throw new InputError(
      `${name}: the picture is interlaced with ${depth} bits per pixel: save it without interlacing`,
    );
  }
  return { rows, columns, depth, colourType, channels: colours.channels, interlaced: interlace === 1 };
}

/** Adam7's seven passes: first column and row, and the steps between them (PNG specification § 8.2). */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

/** How many bytes the pixel data must inflate to: in each pass, every row has its filter's number before it. */
function expectedLength({ rows, columns, depth, channels, interlaced }: Header): number {
  return (interlaced ? PASSES : [[0, 0, 1, 1]]).reduce((total, [firstColumn, firstRow, columnStep, rowStep]) => {
    const passColumns = Math.ceil((columns - firstColumn) / columnStep);
    const passRows = Math.ceil((rows - firstRow) / rowStep);
    return passColumns < 1 || passRows < 1
      ? total
      : total + passRows * (1 + Math.ceil((passColumns * channels * depth) / 8));
  }, 0);
}

/** Refuses what inflates to more or to less than the picture: fast-png bounds neither. */
function checkInflatedLength(chunks: readonly Chunk[], header: Header, name: string): void {
  const expected = expectedLength(header);
  const compressed = join(chunks.filter((chunk) => chunk.type === 'IDAT').map((chunk) => chunk.content));
  let length = 0;
  try {
    for (const piece of inflatePieces(compressed, 'zlib')) {
      length += piece.length;
      if (length > expected) break;
    }
  } catch {
    throw new InputError(`${name}: the PNG picture is damaged and cannot be decoded`);
  }
  if (length !== expected) {
    const wrong = length > expected ? 'more' : 'fewer';
    const promised = `${header.columns} × ${header.rows}`;
    throw new InputError(`${name}: the PNG picture holds ${wrong} pixels than its header promises, ${promised}`);
  }
}

/** A PNG file of the given chunks of a file, a palette and transparency only where the colour type uses them. */
function joinChunks(bytes: Uint8Array, chunks: readonly Chunk[]): Uint8Array {
  const colourType = chunks[0].content[9];
  const needed = chunks.filter(({ type }) => {
    if (type === 'PLTE') return colourType === PALETTE;
    if (type === 'tRNS') return colourType <= PALETTE;
    return true;
  });
  return join([bytes.subarray(0, 8), ...needed.map(({ start, end }) => bytes.subarray(start, end))]);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** One sample per element from samples of 1, 2 or 4 bits, the first in the highest bits, each row starting a byte. */
function unpackSamples(packed: ArrayLike<number>, { rows, columns, depth }: Header): Uint8Array {
  const samples = new Uint8Array(rows * columns);
  const rowBytes = Math.ceil((columns * depth) / 8);
  const mask = 2 ** depth - 1;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const bit = column * depth;
      const byte = packed[row * rowBytes + (bit >> 3)];
      samples[row * columns + column] = (byte >> (8 - depth - (bit & 7))) & mask;
    }
  }
  return samples;
}

/** Luminance with the weights of Rec. ITU-R BT.709. */
function luminance(red: number, green: number, blue: number): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function lookUpPalette(
  samples: ArrayLike<number>,
  palette: readonly (readonly number[])[],
  name: string,
  what: 'grey' | 'alpha',
): Float32Array<ArrayBuffer> {
  const table = palette.map(
    ([red, green, blue, alpha = 255]) => (what === 'alpha' ? 1 : luminance(red, green, blue) / 255) * (alpha / 255),
  );
  const values = new Float32Array(samples.length);
  for (let pixel = 0; pixel < values.length; pixel++) {
    const index = samples[pixel];
    if (index >= table.length) {
      throw new InputError(`${name}: a pixel has colour ${index}, and the palette has only ${table.length} colours`);
    }
    values[pixel] = table[index];
  }
  return values;
}

/**
 * @param samples the pixels one after the other: grey, grey and alpha, RGB or RGBA
 * @param transparent the one colour that stands for transparency, where there is one
 */
function samplesToGrey(
  samples: ArrayLike<number>,
  { rows, columns, channels, depth }: Header,
  transparent: ArrayLike<number> | undefined,
  what: 'grey' | 'alpha',
): Float32Array<ArrayBuffer> {
  const white = 2 ** depth - 1;
  const hasAlpha = channels === 2 || channels === 4;
  const values = new Float32Array(rows * columns);
  for (let pixel = 0; pixel < values.length; pixel++) {
    const at = pixel * channels;
    const isGrey = channels < 3;
    const brightness = isGrey ? samples[at] : luminance(samples[at], samples[at + 1], samples[at + 2]);
    const isTransparent =
      transparent !== undefined &&
      samples[at] === transparent[0] &&
      (isGrey || (samples[at + 1] === transparent[1] && samples[at + 2] === transparent[2]));
    const alpha = isTransparent ? 0 : hasAlpha ? samples[at + channels - 1] / white : 1;
    values[pixel] = what === 'alpha' ? alpha : (brightness / white) * alpha;
  }
  return values;
}
