import { letters, matches } from '../signature.ts';

/** Where the text of a header ends, and its version and order of bytes stand. */
const VERSION_AT = 124;

/** Level 5 MAT-file format, chapter 1: a text of 116 bytes, then version 0x0100 and `MI`, in the writer's order of bytes. */
export function isMatlab5(head: Uint8Array): boolean {
  if (!matches(head, letters('MATLAB '))) return false;
  return matches(head, letters('\0\x01IM', VERSION_AT)) || matches(head, letters('\x01\0MI', VERSION_AT));
}
