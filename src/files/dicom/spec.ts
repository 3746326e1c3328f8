import type { FileFormat } from '../format.ts';
import { isBareDataSet } from './first-elements.ts';
import { hasPreamble, isDicom } from './is-dicom.ts';

export const dicom: FileFormat = {
  name: 'dicom',
  words: { short: 'DICOM', phrase: 'a DICOM file' },
  extensions: ['dcm'],
  holds: ['image'],
  recognises: isDicom,
  describe: (head) => {
    if (hasPreamble(head)) return null;
    if (isBareDataSet(head)) return 'a DICOM file without its header';
    return isBareDataSet(head.subarray(1)) ? 'a DICOM file with a stray byte before it' : null;
  },
  load: () => import('./decoder.ts'),
};
