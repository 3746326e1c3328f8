import { fileBeside } from '../beside.ts';
import type { FileFormat } from '../format.ts';
import { isGzip, isHeaderAlone, isNifti } from './is-nifti.ts';

export const nifti: FileFormat = {
  name: 'nifti',
  words: { short: 'NIfTI', phrase: 'a NIfTI volume' },
  extensions: ['nii', 'nii.gz', 'hdr'],
  holds: ['image'],
  // What is in a gzip archive is seen when it is inflated; of what is read here, NIfTI alone comes in one.
  recognises: (head) => isNifti(head) || isGzip(head),
  describe: (head) => (isGzip(head) ? 'a gzip archive' : null),
  partsOf: (head, name) => (isHeaderAlone(head) ? [fileBeside(name, 'hdr', 'img')] : []),
  load: () => import('./decoder.ts'),
};
