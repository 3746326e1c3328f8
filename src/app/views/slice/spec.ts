import { whyOnNoScale, wordOfNoScale } from '../../../experiment/slice-scale.ts';
import { sliceScale, unfilteredScale } from '../display-units.ts';
import { slicePicture } from '../slice-picture.ts';
import type { PictureView } from '../view.ts';

/** What was reconstructed. */
export const slice: PictureView = {
  name: 'slice',
  plane: 'slice',
  needsPhantom: false,
  title: ({ label }) => label ?? 'Reconstruction',
  picture: (step, { experiment, preview, unit, spanOf }) => {
    if (step.kind !== 'image') return null;
    const { image, grid, waterMuPerMm, views, of } = step;
    const window = whyOnNoScale(experiment) !== null ? 'unfiltered' : 'slice';
    const span = spanOf(window);
    const share = views / of;
    const values =
      window === 'unfiltered'
        ? unfilteredScale(span, share, wordOfNoScale(experiment))
        : sliceScale(unit, span, waterMuPerMm, share);
    // A plain back-projection builds up from stripes to a hill, and no window shows both.
    const setsWindow = window === 'unfiltered' || views === of;
    return slicePicture(image, grid, {
      values,
      window,
      waterMuPerMm,
      note: preview?.slice ?? null,
      setsWindow,
      share,
    });
  },
};
