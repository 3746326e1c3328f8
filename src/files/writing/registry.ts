import { Registry } from '../../registry.ts';
import { ctImages } from '../dicom/written.ts';
import { nifti, niftiGzip } from '../nifti/written.ts';
import { npy } from '../npy/written.ts';
import { csv } from '../text/written.ts';
import { tiff } from '../tiff/written.ts';
import type { ArrayFormat } from './array-format.ts';

/** What arrays are written as, the most general first. */
export const ARRAY_FORMATS = new Registry<ArrayFormat>('formats of arrays', [
  npy,
  tiff,
  nifti,
  niftiGzip,
  ctImages,
  csv,
]);
