// Pictures are decoded here and not by fast-png, which holds every stage of the way in memory, bounds none, reads
// interlaced pictures of less than 8 bits wrongly, and so needed a second pass to be safe.
import { encode } from 'fast-png';
import { InputError } from '../../errors.ts';
import { Inflating } from '../inflate.ts';
import { damagedPng, pngChunks } from './chunks.ts';
import { greyWriter, type Made, type PngColours } from './grey.ts';
import { misplacedHeader, PALETTE, type PngHeader, readPngHeader } from './header.ts';
import { isPng } from './is-png.ts';
import { Scanlines } from './scanlines.ts';

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

/** Up to this a grey value is black to the eye. */
const BLACK = 0.02;

/** The largest file that is read: 4096 × 4096 pixels of eight bytes that no compression helps, and as much besides. */
export const MAX_PNG_BYTES = 2 ** 28;

/**
 * Reads a PNG image as grey values. Colours become Rec. 709 luminance, transparent pixels are laid over black, and
 * the values are the stored ones divided by white: neither gamma nor a colour profile is applied. A picture in black on
 * transparent would be black on black: its opacity is read in its place. Of an animation the first picture is read. Pixels go from the file into their grey values line by line.
 *
 * @param bytes the whole file
 * @param name the file's name, which begins every message
 * @throws InputError where the file is not a PNG image, is larger than 4096 × 4096, is damaged or is cut short
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
  if (!isPng(bytes)) throw new InputError(`${name}: is not a PNG image`);
  const { header, values, hasTransparency } = decode(bytes, name, 'grey');
  const { rows, columns, depth, colourType } = header;
  const white = colourType === PALETTE ? 255 : 2 ** depth - 1;
  if (!hasTransparency || values.some((value) => value > BLACK)) {
    return { rows, columns, values, white, isDrawnInAlpha: false };
  }
  const { values: alpha } = decode(bytes, name, 'alpha');
  const isDrawnInAlpha = alpha.some((value) => value < 0.5) && alpha.some((value) => value > 0.5);
  return { rows, columns, values: isDrawnInAlpha ? alpha : values, white, isDrawnInAlpha };
}

interface Decoded {
  readonly header: PngHeader;
  readonly values: Float32Array<ArrayBuffer>;
  readonly hasTransparency: boolean;
}

/** @param what is made of a pixel: its grey over black, or its opacity */
function decode(bytes: Uint8Array, name: string, what: Made): Decoded {
  let header: PngHeader | null = null;
  let palette: Uint8Array | null = null;
  let transparency: Uint8Array | null = null;
  let pixels: Pixels | null = null;
  for (const chunk of pngChunks(bytes, name)) {
    const { type, content } = chunk;
    if (!header) {
      header = readPngHeader(chunk, name);
    } else if (type === 'IHDR') {
      throw misplacedHeader(name);
    } else if (type === 'PLTE' && header.colourType === PALETTE) {
      if (palette || pixels || content.length % 3 !== 0 || content.length > 768) throw damagedPng(name);
      palette = content;
    } else if (type === 'tRNS' && header.colourType <= PALETTE) {
      if (transparency || pixels || !isTransparency(content, header, palette)) throw damagedPng(name);
      transparency = content;
    } else if (type === 'IDAT' || type === 'IEND') {
      pixels ??= new Pixels(header, { palette: palette ?? new Uint8Array(), transparency, made: what }, name);
      if (type === 'IDAT') pixels.push(content);
    }
  }
  return pixels!.finish();
}

/** An alpha for each colour of a palette at most, or one colour. */
function isTransparency(content: Uint8Array, header: PngHeader, palette: Uint8Array | null): boolean {
  if (header.colourType === PALETTE) return content.length <= (palette?.length ?? 0) / 3;
  return content.length === 2 * header.channels;
}

/** The pixels on their way from the file into grey values. */
class Pixels {
  readonly #header: PngHeader;
  readonly #name: string;
  readonly #hasTransparency: boolean;
  readonly #values: Float32Array<ArrayBuffer>;
  readonly #lines: Scanlines;
  readonly #inflating = new Inflating('zlib');

  constructor(header: PngHeader, colours: PngColours, name: string) {
    this.#header = header;
    this.#name = name;
    this.#hasTransparency = colours.transparency !== null || header.channels === 2 || header.channels === 4;
    this.#values = new Float32Array(header.rows * header.columns);
    this.#lines = new Scanlines(header, greyWriter(header, colours, this.#values, name));
  }

  push(compressed: Uint8Array): void {
    this.#take(() => this.#inflating.push(compressed));
  }

  finish(): Decoded {
    this.#take(() => this.#inflating.finish());
    if (!this.#lines.isComplete) throw this.#wrongCount('fewer');
    return { header: this.#header, values: this.#values, hasTransparency: this.#hasTransparency };
  }

  #take(inflate: () => Iterable<Uint8Array>): void {
    let fits = true;
    try {
      for (const piece of inflate()) {
        fits = this.#lines.push(piece);
        if (!fits) break;
      }
    } catch (error) {
      if (error instanceof InputError) throw error;
      throw damagedPng(this.#name);
    }
    if (!fits) throw this.#wrongCount('more');
  }

  #wrongCount(wrong: 'more' | 'fewer'): InputError {
    const promised = `${this.#header.columns} × ${this.#header.rows}`;
    return new InputError(`${this.#name}: the PNG image holds ${wrong} pixels than its header states, ${promised}`);
  }
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
