import type { Decoding } from '../format.ts';
import { readDicomSlice } from './dicom.ts';
import { readFrames } from './frames.ts';

/** A slice, or the volume that the frames of an enhanced image make. */
export const readArray: Decoding<'readArray'> = async (source, name, options) => {
  const volume = await readFrames(source, name, options);
  if (volume) return volume;
  const { mayBeRead, said } = options;
  const { rows, columns, values, pixelSizeMm } = await readDicomSlice(source, name, said);
  const shape = [rows, columns];
  mayBeRead(shape);
  const pixelSize =
    pixelSizeMm === null
      ? { why: 'the DICOM file does not state the pixel size (no PixelSpacing)' }
      : { mm: pixelSizeMm };
  return { shape, data: values, values: 'hounsfield', pixelSize };
};
