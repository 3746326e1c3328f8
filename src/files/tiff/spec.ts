import type { FileFormat } from '../format.ts';
import { isTiff } from './is-tiff.ts';

export const tiff: FileFormat = {
  name: 'tiff',
  words: { short: 'TIFF', phrase: 'a TIFF image' },
  extensions: ['tif', 'tiff'],
  holds: ['image', 'readings'],
  recognises: isTiff,
  load: () => import('./decoder.ts'),
};
