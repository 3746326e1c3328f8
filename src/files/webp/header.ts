// RFC 9649 (WebP), RFC 6386 section 9.1 (VP8).
import { InputError } from '../../errors.ts';
import { letters, matches } from '../signature.ts';

export interface WebpHeader {
  readonly rows: number;
  readonly columns: number;
}

const FIRST_CHUNK = 12;
const CHUNK_HEADER = 8;
const ANIMATED = 2;
const [LOSSY, LOSSLESS, EXTENDED] = ['VP8 ', 'VP8L', 'VP8X'].map((name) => letters(name)) as [
  ReturnType<typeof letters>,
  ReturnType<typeof letters>,
  ReturnType<typeof letters>,
];
const VP8_START = letters('\x9d\x01\x2a', 3);
const VP8L_MARK = 0x2f;

/**
 * The size of a picture, before anything of it is decoded.
 *
 * @param bytes all of the file
 * @throws InputError for what is damaged, cut short, or no single picture
 */
export function readWebpHeader(bytes: Uint8Array, name: string): WebpHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The decoder makes a picture of what there is of one.
  if (bytes.length < FIRST_CHUNK || view.getUint32(4, true) + CHUNK_HEADER > bytes.length) throw damagedWebp(name);
  let canvas: WebpHeader | null = null;
  for (let at = FIRST_CHUNK; at + CHUNK_HEADER <= bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    const [mark, content] = [bytes.subarray(at, at + 4), bytes.subarray(at + CHUNK_HEADER, at + CHUNK_HEADER + length)];
    if (content.length < length) break;
    if (matches(mark, EXTENDED) && content.length >= 10) {
      if (content[0]! & ANIMATED) throw new InputError(`${name}: is an animation; save one picture of it`);
      canvas = { columns: 1 + three(content, 4), rows: 1 + three(content, 7) };
    }
    const picture = matches(mark, LOSSY) ? lossySize(content) : matches(mark, LOSSLESS) ? losslessSize(content) : null;
    if (picture) {
      const isWhole = !canvas || (canvas.rows === picture.rows && canvas.columns === picture.columns);
      if (!isWhole || picture.rows === 0 || picture.columns === 0) break;
      return picture;
    }
    // Chunks begin at even places.
    at += CHUNK_HEADER + length + (length % 2);
  }
  throw damagedWebp(name);
}

function lossySize(content: Uint8Array): WebpHeader | null {
  if (content.length < 10 || !matches(content, VP8_START)) return null;
  const side = (at: number) => (content[at]! | (content[at + 1]! << 8)) & 0x3fff;
  return { columns: side(6), rows: side(8) };
}

function losslessSize(content: Uint8Array): WebpHeader | null {
  if (content.length < 5 || content[0] !== VP8L_MARK) return null;
  const bits = three(content, 1) + content[4]! * 2 ** 24;
  return { columns: 1 + (bits % 2 ** 14), rows: 1 + (Math.floor(bits / 2 ** 14) % 2 ** 14) };
}

function three(bytes: Uint8Array, at: number): number {
  return bytes[at]! + bytes[at + 1]! * 2 ** 8 + bytes[at + 2]! * 2 ** 16;
}

export function damagedWebp(name: string): InputError {
  return new InputError(`${name}: the WebP image is damaged or cut short`);
}
