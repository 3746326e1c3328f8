import type { FileFormat } from '../format.ts';
import { looksLikeText } from '../signature.ts';
import { beginsWithNumbers } from './lines.ts';

export const text: FileFormat = {
  name: 'text',
  words: { short: 'CSV', phrase: 'a table of numbers' },
  extensions: ['csv', 'txt', 'tsv', 'dat'],
  holds: ['image', 'readings', 'angles'],
  mayTurnOutNone: true,
  recognises: (head) => looksLikeText(head) && beginsWithNumbers(head),
  load: () => import('./decoder.ts'),
};
