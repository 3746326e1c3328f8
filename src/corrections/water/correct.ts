import type { CorrectionWork } from '../correction.ts';

export const correct: CorrectionWork['correct'] = async (given, { operators, beam, writable }) => {
  if (!beam?.correction) return given;
  const sinogram = await writable(given.sinogram);
  await operators.applyPolynomial(beam.correction, sinogram);
  return { ...given, sinogram };
};
