import { sliceScale } from '../display-units.ts';
import { slicePicture } from '../slice-picture.ts';
import { titled } from '../titled.ts';
import type { PictureView } from '../view.ts';

/** What was scanned, on the grid of the slice; while a preview is shown, on that of the whole slice. */
export const phantom: PictureView = {
  name: 'phantom',
  plane: 'slice',
  needsPhantom: true,
  title: (lane) => titled('Phantom', lane),
  picture: (step, { unit, spanOf }) => {
    if (step.kind !== 'truth') return null;
    const { truth, truthGrid, waterMuPerMm } = step;
    const values = sliceScale(unit, spanOf('slice'), waterMuPerMm);
    return slicePicture(truth, truthGrid, { values, window: 'slice', waterMuPerMm });
  },
};
