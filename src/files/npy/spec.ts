import type { FileFormat } from '../format.ts';
import { isNpy } from './is-npy.ts';

export const npy: FileFormat = {
  name: 'npy',
  words: { short: 'NPY', phrase: 'a NumPy array' },
  extensions: ['npy'],
  isReadByRanges: true,
  holds: ['image', 'readings', 'angles'],
  recognises: isNpy,
  load: () => import('./decoder.ts'),
};
