import type { Decoding } from '../format.ts';
import { dicomPlace, readDicomSlice } from './dicom.ts';
import { readArray } from './read-array.ts';
import { sliceFiles } from './series-files.ts';
import { type StackedSlice, volumeOfSlices } from './stacked-slices.ts';

/**
 * The volume that the slices of a CT series make, whatever the numbers of its slices and the names of its files, and whatever
 * else is among them.
 *
 * @throws InputError (rejects) where a file is no slice, or slices do not make one volume, naming the file
 */
export const readSeries: Decoding<'readSeries'> = async (given, name, options) => {
  const { files, remarks: leftOut } = await sliceFiles(given);
  const [only, ...others] = files;
  const decoded =
    others.length === 0 ? await readArray(only!.source, only!.name, options) : await volumeOf(files, name, options);
  return { ...decoded, remarks: [...leftOut.map((remark) => `${name}: ${remark}.`), ...(decoded.remarks ?? [])] };
};

const volumeOf: Decoding<'readSeries'> = async (files, name, options) => {
  const found: StackedSlice[] = [];
  // One after the other: a series may have a thousand files.
  for (const { source, name: file } of files) {
    const read = async () => (await readDicomSlice(source, file, options.said)).values;
    found.push({ ...(await dicomPlace(source, file)), name: file, read });
  }
  return volumeOfSlices(found, name, 'open the files of one series alone', options);
};
