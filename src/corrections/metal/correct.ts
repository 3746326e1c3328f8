import type { CorrectionWork } from '../correction.ts';
import { bridgeMetal, METAL_OVER_WATER } from './bridge-metal.ts';

/** The finished slice gets the metal back that a first one shows. */
export const correct: CorrectionWork['correct'] = async (given, { operators, grid, water, reconstruct, adopt }) => {
  const { sinogram, scan, imageSteps } = given;
  const first = await reconstruct(sinogram, scan);
  const bridged = await bridgeMetal(operators, sinogram, scan, first, grid, METAL_OVER_WATER * water);
  const mask = adopt(bridged.mask);
  return {
    ...given,
    sinogram: adopt(bridged.sinogram),
    imageSteps: [
      ...imageSteps,
      { arrays: [mask, first], apply: (operators, image) => operators.replaceWhere(mask, first, image) },
    ],
  };
};
