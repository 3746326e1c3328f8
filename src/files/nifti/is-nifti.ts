import { letters, matches } from '../signature.ts';

const GZIP = letters('\x1f\x8b');
/** NIfTI-1 has its mark behind the header, NIfTI-2 behind the header's length; `ni1` and `ni2` keep voxels in another file. */
const MARKS = [letters('n+1\0', 344), letters('ni1\0', 344), letters('n+2\0', 4), letters('ni2\0', 4)];

export function isNifti(head: Uint8Array): boolean {
  return MARKS.some((mark) => matches(head, mark));
}

export function isGzip(head: Uint8Array): boolean {
  return matches(head, GZIP);
}
