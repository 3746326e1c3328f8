import type { Decoding } from '../format.ts';
import { dicomGaps, readDicomSlice } from './dicom.ts';

export const readArray: Decoding<'readArray'> = async (source, name, { mayBeRead, said }) => {
  const { rows, columns, values, pixelSizeMm } = await readDicomSlice(source, name, said);
  const shape = [rows, columns];
  mayBeRead(shape);
  const pixelSize =
    pixelSizeMm === null
      ? { why: 'the DICOM file does not say how large a pixel is (no PixelSpacing)' }
      : { mm: pixelSizeMm };
  return { shape, data: values, values: 'hounsfield', pixelSize };
};

export const gapsOf: Decoding<'gapsOf'> = dicomGaps;
