import type { FileFormat } from '../format.ts';
import { isMatlab5 } from './is-matlab.ts';

export const matlab: FileFormat = {
  name: 'matlab',
  words: { short: 'MAT', phrase: 'a MATLAB file' },
  extensions: ['mat'],
  isReadByRanges: true,
  holds: ['image', 'readings', 'angles'],
  recognises: isMatlab5,
  load: () => import('./decoder.ts'),
};
