import type { FileFormat } from '../format.ts';
import { isPng } from './is-png.ts';

export const png: FileFormat = {
  name: 'png',
  words: { short: 'PNG', phrase: 'a PNG image' },
  extensions: ['png'],
  holds: ['image', 'readings'],
  recognises: isPng,
  load: () => import('./decoder.ts'),
};
