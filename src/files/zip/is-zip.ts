import { letters, matches } from '../signature.ts';

const LOCAL_HEADER = letters('PK\x03\x04');

/** Whether a file begins as a ZIP archive with something in it. */
export function isZip(head: Uint8Array): boolean {
  return matches(head, LOCAL_HEADER);
}

/** A NumPy archive (.npz) is one of .npy files; the first one's name stands at byte 30, its length at byte 26. */
export function isNpz(head: Uint8Array): boolean {
  const nameLength = (head[26] ?? 0) + 256 * (head[27] ?? 0);
  return isZip(head) && matches(head, letters('.npy', 30 + nameLength - 4));
}
