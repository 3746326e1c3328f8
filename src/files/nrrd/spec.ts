import type { FileFormat } from '../format.ts';
import { letters, matches } from '../signature.ts';

const MARK = letters('NRRD000');

export const nrrd: FileFormat = {
  name: 'nrrd',
  words: { short: 'NRRD', phrase: 'an NRRD volume' },
  extensions: ['nrrd'],
  holds: ['image'],
  recognises: (head) => matches(head, MARK),
  load: () => import('./decoder.ts'),
};
