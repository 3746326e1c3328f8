import { letters, matches } from '../signature.ts';

const SIGNATURE = '\x89HDF\r\n\x1a\n';
const LEAST_USER_BLOCK = 512;

/** The signature stands at the beginning, or behind a block of the user's of 512 bytes, 1024, 2048 … (HDF5 file format, II.A). */
export function isHdf5(head: Uint8Array): boolean {
  if (matches(head, letters(SIGNATURE))) return true;
  for (let at = LEAST_USER_BLOCK; at < head.length; at *= 2) {
    if (matches(head, letters(SIGNATURE, at))) return true;
  }
  return false;
}

/** MATLAB's files of version 7.3 say so in such a block. */
export function isMatlab(head: Uint8Array): boolean {
  return matches(head, letters('MATLAB 7.3 MAT-file'));
}
