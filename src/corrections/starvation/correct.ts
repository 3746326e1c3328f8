import { planStarvation } from '../../physics/starvation-plan.ts';
import type { CorrectionWork } from '../correction.ts';

export const correct: CorrectionWork['correct'] = async (given, { operators, photons, beam, create }) => {
  if (photons === undefined || !beam) return given;
  const smoothed = await create(given.sinogram.rows, given.sinogram.columns);
  await operators.smoothStarved(planStarvation(photons, beam.outputScale), given.sinogram, smoothed);
  return { ...given, sinogram: smoothed };
};
