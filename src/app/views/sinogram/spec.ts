import { WATER_MU_PER_MM } from '../../../phantom/attenuation.ts';
import { channelAxis } from '../channel-axis.ts';
import { sinogramScale } from '../display-units.ts';
import { titled } from '../titled.ts';
import type { PictureView } from '../view.ts';
import { viewAxis } from '../view-axis.ts';

/** What was measured, view by view, with what corrections have made of it. */
export const sinogram: PictureView = {
  name: 'sinogram',
  plane: 'sinogram',
  needsPhantom: false,
  title: (lane) => titled('Sinogram', lane),
  picture: (step, { preview, unit, spanOf }) => {
    if (step.kind !== 'sinogram') return null;
    const { sinogram: array, scan } = step;
    return {
      array,
      horizontal: channelAxis(scan),
      vertical: viewAxis(scan),
      values: sinogramScale(unit, spanOf('sinogram')),
      window: 'sinogram',
      setsWindow: false,
      share: 1,
      description: `${array.rows} views × ${array.columns} channels`,
      note: preview?.sinogram ?? null,
      grid: null,
      scan,
      waterMuPerMm: WATER_MU_PER_MM,
    };
  },
};
