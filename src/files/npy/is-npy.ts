import { letters, matches } from '../signature.ts';

const SIGNATURE = letters('\x93NUMPY');

export function isNpy(head: Uint8Array): boolean {
  return matches(head, SIGNATURE);
}
