import type { Decoding } from '../format.ts';
import { dicomGaps, dicomSeries } from './dicom.ts';

export { groupsOf } from './file-groups.ts';
export { readArray } from './read-array.ts';
export { readSeries } from './series.ts';

export const seriesOf: Decoding<'seriesOf'> = dicomSeries;

export const gapsOf: Decoding<'gapsOf'> = dicomGaps;
