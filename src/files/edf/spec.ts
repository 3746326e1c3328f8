import type { FileFormat } from '../format.ts';
import { firstTextByte } from '../signature.ts';

/** Such a file begins with a brace and lines `key = value ;`, of which one says how long rows are. */
const SIZE = /[\n;{][ \t]*Dim_1[ \t]*=/;

export const edf: FileFormat = {
  name: 'edf',
  words: { short: 'EDF', phrase: 'an ESRF data file' },
  extensions: ['edf'],
  holds: ['image', 'readings'],
  recognises: (head) => firstTextByte(head) === 0x7b && SIZE.test(String.fromCharCode(...head.subarray(0, 4096))), // {
  load: () => import('./decoder.ts'),
};
