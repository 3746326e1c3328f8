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
    const { image, grid, waterMuPerMm, views, of, iterations, goesOn } = step;
    const window = whyOnNoScale(experiment) !== null ? 'unfiltered' : 'slice';
    const span = spanOf(window);
    const share = views / of;
    // Every iteration's image is one on the whole scale.
    const scale = iterations ? 1 : share;
    const values =
      window === 'unfiltered'
        ? unfilteredScale(span, scale, wordOfNoScale(experiment))
        : sliceScale(unit, span, waterMuPerMm, scale);
    // A plain back-projection builds up from stripes to a hill, and no window shows both.
    const setsWindow = window === 'unfiltered' || views === of || iterations !== undefined;
    const made = goesOn
      ? `going on from the present image: ${views} more`
      : iterations && views < of
        ? `iteration ${views} of ${of}`
        : null;
    return slicePicture(image, grid, {
      values,
      window,
      waterMuPerMm,
      note: preview?.slice ?? made,
      setsWindow,
      share,
    });
  },
};
