import type { ArrayFormat } from '../writing/array-format.ts';
import { lengthsOf, type Pieces, shownPlanes, type WritingNow, type WrittenArray } from '../writing/written-array.ts';
import { zipPieces } from '../zip/zip.ts';
import { SeriesWriter } from './write-series.ts';

/** Lengths have 16 bits. */
const MOST_LENGTH = 65_535;

export const ctImages: ArrayFormat = {
  name: 'dicom',
  words: {
    short: 'DICOM CT',
    keeps: ({ shown, shape }) => {
      const stored = shown.unit === 'HU' ? 'whole HU' : `16-bit steps of ${shown.unit}, which are no HU and say so`;
      const files = shape.length > 2 ? 'CT images, a file for each slice in a ZIP archive' : 'A CT image';
      return `${files}, in ${stored}, with pixel size, place and window. For DICOM viewers; it says that it is not for diagnosis.`;
    },
  },
  ending: ({ shape }) => (shape.length > 2 ? '-dicom.zip' : '.dcm'),
  type: 'application/dicom',
  whyNot: ({ quantity, place, shape }) => {
    if (quantity !== 'attenuation') return 'CT images show how much attenuates where; this is no such image.';
    if (!place || !isAxial(place)) return 'CT images are axial here; the volume has every plane.';
    return Math.max(...shape) > MOST_LENGTH ? `DICOM has at most ${MOST_LENGTH} pixels along an axis.` : null;
  },
  // For its largest value first.
  passes: 2,
  pieces: ctPieces,
};

function isAxial({ columnStepMm, rowStepMm, planeStepMm }: NonNullable<WrittenArray['place']>): boolean {
  return columnStepMm[0] > 0 && rowStepMm[1] < 0 && planeStepMm[2] > 0;
}

async function* ctPieces(array: WrittenArray, now: WritingNow): Pieces {
  const [columns, rows, slices] = lengthsOf(array);
  const { title, description, origin, shown, filter, shape } = array;
  const { originMm, columnStepMm, planeStepMm } = array.place!;
  const isVolume = shape.length > 2;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for await (const slab of shownPlanes(array)) {
    for (const value of slab) {
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  const writer = new SeriesWriter({
    ...{ title, description: `${description} Values: ${shown.unit}.`, origin, ...now, rows, columns, slices },
    ...{ pixelSizeMm: columnStepMm[0], sliceSpacingMm: isVolume ? planeStepMm[2] : null, originMm },
    ...{ unit: shown.unit, largest: Math.max(Math.abs(least), Math.abs(most)), kernel: filter ?? '' },
    window: array.window ?? { width: most - least || 1, level: (most + least) / 2 },
  });
  if (!isVolume) {
    for await (const values of shownPlanes(array)) yield writer.file(values, 0);
    return;
  }
  const digits = String(slices).length;
  const files = async function* () {
    let slice = 0;
    for await (const slab of shownPlanes(array)) {
      for (let at = 0; at < slab.length; at += rows * columns, slice++) {
        const name = `slice-${String(slice + 1).padStart(digits, '0')}.dcm`;
        yield { name, bytes: writer.file(slab.subarray(at, at + rows * columns), slice) };
      }
    }
  };
  yield* zipPieces(files());
}
