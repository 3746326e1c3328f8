import { fileBeside } from '../beside.ts';
import type { FileFormat } from '../format.ts';
import { letters, matches } from '../signature.ts';

const MARK = letters('# Dimensions');

export const bart: FileFormat = {
  name: 'bart',
  words: { short: 'BART', phrase: 'a BART header of complex numbers' },
  extensions: ['hdr'],
  holds: ['image', 'readings'],
  recognises: (head) => matches(head, MARK),
  partsOf: (_, name) => [fileBeside(name, 'hdr', 'cfl')],
  load: () => import('./decoder.ts'),
};
