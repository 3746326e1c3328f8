import { sliceScale } from '../display-units.ts';
import { slicePicture } from '../slice-picture.ts';
import { titled } from '../titled.ts';
import type { View } from '../view.ts';

/** What was scanned, on the grid of the slice. */
export const phantom: View = {
  name: 'phantom',
  plane: 'slice',
  needsPhantom: true,
  title: (lane) => titled('Phantom', lane),
  picture: (step, { experiment, unit, spanOf }) => {
    if (step.kind !== 'truth') return null;
    const { truth, waterMuPerMm } = step;
    const { pixelSizeMm } = experiment.reconstruction.grid;
    const values = sliceScale(unit, spanOf('slice'), waterMuPerMm);
    const grid = { rows: truth.rows, columns: truth.columns, pixelSizeMm };
    return slicePicture(truth, grid, { values, window: 'slice', waterMuPerMm });
  },
};
