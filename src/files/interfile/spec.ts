import type { FileFormat } from '../format.ts';
import { dataFileOf, isInterfile } from './is-interfile.ts';

export const interfile: FileFormat = {
  name: 'interfile',
  words: { short: 'Interfile', phrase: 'an Interfile header' },
  extensions: ['hs', 'hv', 'h33'],
  holds: ['image', 'readings', 'angles'],
  recognises: isInterfile,
  partsOf: (head) => {
    const file = dataFileOf(head);
    return file === null ? [] : [file];
  },
  load: () => import('./decoder.ts'),
};
