import { planePicture, volumeAxes, whyNoVolumeSeen } from '../plane-picture.ts';
import { titled } from '../titled.ts';
import type { PictureView } from '../view.ts';

/** The plane of a volume of one y, x to the right and z up. */
export const coronal: PictureView = {
  name: 'coronal',
  plane: 'coronal',
  needsPhantom: false,
  title: (lane) => titled('Coronal', lane),
  whyNothing: whyNoVolumeSeen,
  picture: (step, context) => {
    if (step.kind !== 'planes') return null;
    const { volumeGrid } = step;
    const axes = { horizontal: volumeAxes.x(volumeGrid), vertical: volumeAxes.zDown(volumeGrid) };
    return planePicture(step, step.coronal, 'y', axes, context);
  },
};
