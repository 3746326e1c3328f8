import type { FileFormat } from '../format.ts';
import { isGzip, isNifti } from './is-nifti.ts';

export const nifti: FileFormat = {
  name: 'nifti',
  words: { short: 'NIfTI', phrase: 'a NIfTI volume' },
  extensions: ['nii', 'nii.gz'],
  holds: ['image'],
  // What is in a gzip archive is seen when it is inflated; of what is read here, NIfTI alone comes in one.
  recognises: (head) => isNifti(head) || isGzip(head),
  describe: (head) => (isGzip(head) ? 'a gzip archive' : null),
  load: () => import('./decoder.ts'),
};
