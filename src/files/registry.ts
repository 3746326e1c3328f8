import { Registry } from '../registry.ts';
import { bart } from './bart/spec.ts';
import { dicom } from './dicom/spec.ts';
import { edf } from './edf/spec.ts';
import type { FileFormat } from './format.ts';
import { geometry } from './geometry/spec.ts';
import { hdf5 } from './hdf5/spec.ts';
import { interfile } from './interfile/spec.ts';
import { jpeg } from './jpeg/spec.ts';
import { json } from './json/spec.ts';
import { matlab } from './matlab/spec.ts';
import { metaimage } from './metaimage/spec.ts';
import { nifti } from './nifti/spec.ts';
import { npy } from './npy/spec.ts';
import { npz } from './npz/spec.ts';
import { nrrd } from './nrrd/spec.ts';
import { png } from './png/spec.ts';
import { text } from './text/spec.ts';
import { tiff } from './tiff/spec.ts';
import { webp } from './webp/spec.ts';
import { zip } from './zip/spec.ts';

/**
 * In the order in which a file is asked what it is. DICOM comes first: its 128-byte preamble may hold anything, and often
 * holds the start of another file (PS3.10 § 7.1). Tables of numbers come last: the headers of other formats are texts too.
 */
export const FORMATS = new Registry<FileFormat>('file formats', [
  dicom,
  nifti,
  nrrd,
  metaimage,
  npy,
  png,
  jpeg,
  webp,
  tiff,
  edf,
  interfile,
  bart,
  geometry,
  json,
  npz,
  hdf5,
  matlab,
  zip,
  text,
]);
