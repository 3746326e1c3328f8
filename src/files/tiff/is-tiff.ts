import { letters, matches } from '../signature.ts';

/** Either byte order, of TIFF and of BigTIFF. */
const MARKS = [letters('II*\0'), letters('MM\0*'), letters('II+\0'), letters('MM\0+')];

export function isTiff(head: Uint8Array): boolean {
  return MARKS.some((mark) => matches(head, mark));
}
