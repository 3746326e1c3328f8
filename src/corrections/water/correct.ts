import type { CorrectionWork } from '../correction.ts';

export const correct: CorrectionWork['correct'] = async (given, { operators, beam }) => {
  if (!beam?.correction) return given;
  await operators.applyPolynomial(beam.correction, given.sinogram);
  return given;
};
