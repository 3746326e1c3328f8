import { planScatter } from '../../physics/scatter-plan.ts';
import type { CorrectionWork } from '../correction.ts';

export const correct: CorrectionWork['correct'] = async (given, { operators, photons, beam, create }) => {
  if (!beam) return given;
  const { rows, columns } = given.sinogram;
  const plan = planScatter({ channels: columns, photons, outputScale: beam.outputScale });
  const straight = await create(rows, columns);
  await operators.subtractScatter(plan, given.sinogram, straight);
  return { ...given, sinogram: straight };
};
