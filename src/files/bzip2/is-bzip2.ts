import { letters, matches } from '../signature.ts';

/** `BZh`, a digit, and how a block begins, which has the digits of π. */
const [FILE, BLOCK] = [letters('BZh'), letters('1AY&SY', 4)];

export function isBzip2(head: Uint8Array): boolean {
  return matches(head, FILE) && matches(head, BLOCK);
}
