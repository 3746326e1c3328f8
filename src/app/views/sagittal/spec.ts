import { planePicture, volumeAxes, whyNoVolumeSeen } from '../plane-picture.ts';
import { titled } from '../titled.ts';
import type { PictureView } from '../view.ts';

/** The plane of a volume of one x, y to the right and z up. */
export const sagittal: PictureView = {
  name: 'sagittal',
  plane: 'sagittal',
  needsPhantom: false,
  title: (lane) => titled('Sagittal', lane),
  whyNothing: whyNoVolumeSeen,
  picture: (step, context) => {
    if (step.kind !== 'planes') return null;
    const { volumeGrid } = step;
    const axes = { horizontal: volumeAxes.y(volumeGrid), vertical: volumeAxes.zDown(volumeGrid) };
    return planePicture(step, step.sagittal, 'x', axes, context);
  },
};
