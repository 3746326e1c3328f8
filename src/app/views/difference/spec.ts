import { whyOnNoScale } from '../../../experiment/slice-scale.ts';
import { differenceScale } from '../display-units.ts';
import { slicePicture } from '../slice-picture.ts';
import { titled } from '../titled.ts';
import type { PictureView } from '../view.ts';

/** The slice less the phantom. */
export const difference: PictureView = {
  name: 'difference',
  plane: 'slice',
  needsPhantom: true,
  title: (lane) => titled('Difference', lane),
  whyNothing: ({ experiment }) => whyOnNoScale(experiment),
  picture: (step, { unit }) => {
    if (step.kind !== 'truth') return null;
    const { difference: array, grid, waterMuPerMm } = step;
    const values = differenceScale(unit, 1, waterMuPerMm);
    return slicePicture(array, grid, { values, window: 'difference', waterMuPerMm });
  },
};
