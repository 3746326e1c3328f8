import { Gzip } from 'fflate';
import type { ArrayFormat } from '../writing/array-format.ts';
import { asciiOf } from '../writing/ascii.ts';
import { bytesOf, lengthsOf, type Pieces, shownPlanes, type WrittenArray } from '../writing/written-array.ts';
import { niftiHeader } from './nifti.ts';

/** What lengths of axes have 16 bits and a sign for. */
const MOST_LENGTH = 32_767;
/** The quickest: noise does not get any smaller. */
const LEVEL = 1;

export const nifti: ArrayFormat = {
  name: 'nifti',
  words: {
    short: 'NIfTI',
    keeps: ({ shown }) =>
      `float32 in ${shown.unit}, with its place in mm (x to the patient’s right, y front, z head) and the window. For 3D Slicer, ITK-SNAP, nibabel.`,
  },
  ending: () => '.nii',
  type: 'application/octet-stream',
  whyNot: (array) => {
    if (!array.place) return 'NIfTI says where voxels lie in a body, and these values are of no place in one.';
    return Math.max(...array.shape) > MOST_LENGTH ? `NIfTI has at most ${MOST_LENGTH} voxels along an axis.` : null;
  },
  pieces: niftiPieces,
};

export const niftiGzip: ArrayFormat = {
  name: 'nifti-gz',
  words: { short: 'NIfTI, compressed', keeps: () => 'The same as .nii.gz, which takes longer to write.' },
  ending: () => '.nii.gz',
  type: 'application/gzip',
  whyNot: nifti.whyNot,
  pieces: async function* (array) {
    const made: Uint8Array<ArrayBuffer>[] = [];
    const gzip = new Gzip({ level: LEVEL, mtime: 0 }, (piece) => {
      made.push(piece as Uint8Array<ArrayBuffer>);
    });
    for await (const piece of niftiPieces(array)) {
      gzip.push(piece);
      yield* made.splice(0);
    }
    gzip.push(new Uint8Array(), true);
    yield* made;
  },
};

async function* niftiPieces(array: WrittenArray): Pieces {
  const { originMm, columnStepMm, rowStepMm, planeStepMm } = array.place!;
  const { window, shown, quantity } = array;
  const black = window && window.level - window.width / 2;
  yield niftiHeader(
    { shape: lengthsOf(array), stepMm: [columnStepMm, rowStepMm, planeStepMm], originMm },
    {
      description: asciiOf(`CT sandbox, ${quantity === 'difference' ? 'difference in ' : ''}${shown.unit}`),
      shown: black === null ? null : { black, white: black + window!.width },
    },
  );
  for await (const some of shownPlanes(array)) yield* bytesOf(some);
}
