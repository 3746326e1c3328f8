import type { FileFormat } from '../format.ts';
import { isHdf5, isMatlab } from './is-hdf5.ts';

export const hdf5: FileFormat = {
  name: 'hdf5',
  words: { short: 'HDF5', phrase: 'an HDF5 file' },
  extensions: ['h5', 'hdf5', 'nxs', 'hdf', 'mat'],
  isReadByRanges: true,
  holds: ['image', 'readings', 'angles'],
  recognises: isHdf5,
  describe: (head) => (isHdf5(head) && isMatlab(head) ? 'a MATLAB file (version 7.3)' : null),
  load: () => import('./decoder.ts'),
};
