import type { ArrayFormat } from '../writing/array-format.ts';
import { tiffBytes, tiffPieces } from './write-tiff.ts';

/** Offsets have 32 bits. */
const MOST_BYTES = 2 ** 32 - 1;

export const tiff: ArrayFormat = {
  name: 'tiff',
  words: {
    short: 'TIFF',
    keeps: ({ shown, shape, place, pixelMm }) => {
      const pages = shape.length > 2 ? `, a page for each ${place ? 'slice' : 'view'}` : '';
      const sizes = place || pixelMm ? 'with its sizes and the window' : 'with what rows and columns are';
      return `float32 in ${shown.unit}${pages}, ${sizes}, as ImageJ and Fiji know them. For programs that open pictures.`;
    },
  },
  ending: () => '.tif',
  type: 'image/tiff',
  whyNot: (array) =>
    tiffBytes(array) > MOST_BYTES
      ? 'A TIFF file has at most 4 GiB, and this would take more; take NPY or NIfTI.'
      : null,
  pieces: tiffPieces,
};
