import type { CorrectionWork } from '../correction.ts';
import { cureRings } from './cure-rings.ts';

export const correct: CorrectionWork['correct'] = async (given, { operators }) => {
  await cureRings(operators, given.sinogram);
  return given;
};
