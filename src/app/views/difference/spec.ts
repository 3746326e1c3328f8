import { differenceScale } from '../display-units.ts';
import { slicePicture } from '../slice-picture.ts';
import { titled } from '../titled.ts';
import type { View } from '../view.ts';

/** The slice less the phantom. */
export const difference: View = {
  name: 'difference',
  plane: 'slice',
  needsPhantom: true,
  title: (lane) => titled('Difference', lane),
  whyNothing: ({ experiment }) =>
    experiment.reconstruction.filter === 'none' ? 'an unfiltered slice is not on the phantom’s scale' : null,
  picture: (step, { unit }) => {
    if (step.kind !== 'truth') return null;
    const { difference: array, grid, waterMuPerMm } = step;
    const values = differenceScale(unit, 1, waterMuPerMm);
    return slicePicture(array, grid, { values, window: 'difference', waterMuPerMm });
  },
};
