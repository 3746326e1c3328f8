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
  picture: (step, { experiment, unit }) => {
    if (step.kind !== 'truth') return null;
    const { difference: array, waterMuPerMm } = step;
    const { filter, grid } = experiment.reconstruction;
    return slicePicture(
      array,
      { rows: array.rows, columns: array.columns, pixelSizeMm: grid.pixelSizeMm },
      {
        values: differenceScale(unit, 1, waterMuPerMm),
        window: 'difference',
        waterMuPerMm,
        note: filter === 'none' ? 'an unfiltered slice is not on the phantom’s scale' : null,
      },
    );
  },
};
