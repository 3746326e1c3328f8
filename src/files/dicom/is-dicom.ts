import { letters, matches } from '../signature.ts';
import { isBareDataSet } from './first-elements.ts';

const AFTER_PREAMBLE = letters('DICM', 128);

/** Whether a file begins with 128 bytes of anything and the letters DICM (PS3.10 § 7.1). */
export function hasPreamble(head: Uint8Array): boolean {
  return matches(head, AFTER_PREAMBLE);
}

export function isDicom(head: Uint8Array): boolean {
  return hasPreamble(head) || isBareDataSet(head);
}
