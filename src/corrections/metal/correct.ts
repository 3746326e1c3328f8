import type { CorrectionWork } from '../correction.ts';
import { bridgeMetal, METAL_OVER_WATER } from './bridge-metal.ts';
import { putBack } from './put-back.ts';

/** The finished slice, or volume, gets the metal back that a first one shows. */
export const correct: CorrectionWork['correct'] = async (given, context) => {
  const { operators, imageGrid, water, reconstruct, adopt } = context;
  const { sinogram, scan, imageSteps } = given;
  if (water === null) return given;
  const first = await reconstruct(sinogram, scan);
  const bridged = await bridgeMetal(operators, sinogram, scan, first, imageGrid, METAL_OVER_WATER * water, context);
  if (!bridged) return given;
  const mask = adopt(bridged.mask);
  return {
    ...given,
    sinogram: adopt(bridged.sinogram),
    imageSteps: [
      ...imageSteps,
      {
        arrays: [mask, first],
        apply: (operators, image, grid) => putBack(operators, { mask, first, grid: imageGrid }, image, grid),
      },
    ],
  };
};
