import { letters, matches } from '../signature.ts';

const SIGNATURE = letters('\x89PNG\r\n\x1a\n');

export function isPng(head: Uint8Array): boolean {
  return matches(head, SIGNATURE);
}
