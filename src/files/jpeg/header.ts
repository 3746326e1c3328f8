// ITU-T T.81 annex B.
import { InputError } from '../../errors.ts';

export interface JpegHeader {
  readonly rows: number;
  readonly columns: number;
  /** 1 of grey, 3 of colours. */
  readonly components: number;
  /** Whether colours are red, green and blue themselves, and not luminance and differences of colour. */
  readonly isRgb: boolean;
}

/** What frames there are besides those of Huffman codes, sequential or progressive. */
const OTHER_FRAMES: Readonly<Record<number, string>> = {
  195: 'lossless JPEG',
  197: 'hierarchical JPEG',
  198: 'hierarchical JPEG',
  199: 'hierarchical JPEG',
  201: 'JPEG with arithmetic coding',
  202: 'JPEG with arithmetic coding',
  203: 'JPEG with arithmetic coding',
  205: 'hierarchical JPEG',
  206: 'hierarchical JPEG',
  207: 'hierarchical JPEG',
  247: 'JPEG-LS',
};
const FRAMES = [192, 193, 194];
const START_OF_SCAN = 218;
const [APP0, APP14] = [224, 238];

/** The size of a picture, before anything of it is decoded. @throws InputError for what is none, or is not read */
export function readJpegHeader(bytes: Uint8Array, name: string): JpegHeader {
  let header: Omit<JpegHeader, 'isRgb'> | null = null;
  let [isJfif, adobeColours]: [boolean, number | undefined] = [false, undefined];
  let names: readonly (number | undefined)[] = [];
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1]!;
    // Any number of bytes may fill the place before a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = 256 * bytes[at + 2]! + bytes[at + 3]!;
    if (OTHER_FRAMES[marker])
      throw new InputError(`${name}: is ${OTHER_FRAMES[marker]}, which is not read as a picture`);
    if (FRAMES.includes(marker)) {
      const [bits, upper, lower, left, right, components] = bytes.subarray(at + 4, at + 10);
      if (components === undefined || length < 8) break;
      if (bits !== 8) throw new InputError(`${name}: has ${bits} bits, but only pictures of 8 are read`);
      const [rows, columns] = [256 * upper! + lower!, 256 * left! + right!];
      if (rows === 0 || columns === 0) throw new InputError(`${name}: states ${columns} × ${rows} pixels`);
      if (components !== 1 && components !== 3) {
        throw new InputError(
          `${name}: has ${components} values a pixel, as for printing; save it in grey or in colours`,
        );
      }
      header = { rows, columns, components };
      names = [10, 13, 16].map((place) => bytes[at + place]);
    }
    if (marker === START_OF_SCAN) {
      // What is cut short would be a picture that is grey below.
      if (header && hasEnd(bytes, at)) {
        // As libjpeg tells: JFIF has one kind of colours, Adobe says which, and others may call them by their letters.
        const isRgb = !isJfif && (adobeColours === undefined ? isNamedRgb(names) : adobeColours === 0);
        return { ...header, isRgb: isRgb && header.components === 3 };
      }
      break;
    }
    if (length < 2) break;
    if (marker === APP0 && startsWith(bytes, at + 4, 'JFIF')) isJfif = true;
    if (marker === APP14 && length >= 14 && startsWith(bytes, at + 4, 'Adobe')) adobeColours = bytes[at + 15];
    at += 2 + length;
  }
  throw damagedJpeg(name);
}

function startsWith(bytes: Uint8Array, at: number, word: string): boolean {
  return [...word].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
}

function isNamedRgb(names: readonly (number | undefined)[]): boolean {
  return [...'RGB'].every((letter, i) => names[i] === letter.charCodeAt(0));
}

function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at > from; at--) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}

export function damagedJpeg(name: string): InputError {
  return new InputError(`${name}: the JPEG image is damaged or cut short`);
}
