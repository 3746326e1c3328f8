/** Bytes that give away what a file is: its first, or those at `offset`. */
export interface Signature {
  readonly offset: number;
  readonly bytes: readonly number[];
}

/** Of letters, at the beginning of a file unless told otherwise. */
export function letters(text: string, offset = 0): Signature {
  return { offset, bytes: Array.from(text, (letter) => letter.charCodeAt(0)) };
}

export function matches(bytes: Uint8Array, { offset, bytes: expected }: Signature): boolean {
  return expected.every((byte, index) => bytes[offset + index] === byte);
}

/** Only this much of a file is looked at to tell text from data. */
const LOOKED_AT_BYTES = 1024;

/** The first byte after a byte order mark and white space, within the part that is looked at. */
export function firstTextByte(bytes: Uint8Array): number | undefined {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return bytes.subarray(start, LOOKED_AT_BYTES).find((byte) => !isWhiteSpace(byte));
}

export function looksLikeText(bytes: Uint8Array): boolean {
  return bytes.subarray(0, LOOKED_AT_BYTES).every((byte) => byte >= 0x20 || isWhiteSpace(byte));
}

function isWhiteSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
