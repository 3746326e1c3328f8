import { planePicture, volumeAxes, whyNoVolumeSeen } from '../plane-picture.ts';
import { titled } from '../titled.ts';
import type { PictureView } from '../view.ts';

/** The plane of a volume across the axis of rotation, seen from above. */
export const axial: PictureView = {
  name: 'axial',
  plane: 'axial',
  needsPhantom: false,
  title: (lane) => titled('Axial', lane),
  whyNothing: whyNoVolumeSeen,
  picture: (step, context) => {
    if (step.kind !== 'planes') return null;
    const { volumeGrid } = step;
    const axes = { horizontal: volumeAxes.x(volumeGrid), vertical: volumeAxes.yDown(volumeGrid) };
    return planePicture(step, step.axial, 'z', axes, context);
  },
};
