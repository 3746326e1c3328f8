import { excerpt } from '../../errors.ts';
import type { FileFormat } from '../format.ts';
import { looksLikeText } from '../signature.ts';
import { beginsWithNumbers, faultyRow } from './lines.ts';

export const text: FileFormat = {
  name: 'text',
  words: { short: 'CSV', phrase: 'a table of numbers' },
  extensions: ['csv', 'txt', 'tsv', 'dat'],
  holds: ['image', 'readings', 'angles'],
  mayTurnOutNone: true,
  recognises: (head) => looksLikeText(head) && beginsWithNumbers(head),
  describe: (head) => {
    const row = looksLikeText(head) && !beginsWithNumbers(head) ? faultyRow(head) : null;
    return row === null ? null : `a text whose first line, “${excerpt(row, 40)}”, is no row of numbers`;
  },
  load: () => import('./decoder.ts'),
};
