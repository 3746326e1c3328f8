import type { FileFormat } from '../format.ts';
import { isNpz } from '../zip/is-zip.ts';

export const npz: FileFormat = {
  name: 'npz',
  words: { short: 'NPZ', phrase: 'a NumPy archive of arrays' },
  extensions: ['npz'],
  holds: ['image', 'readings', 'angles'],
  recognises: isNpz,
  load: () => import('./decoder.ts'),
};
