import { detectorRowsOf } from '../../geometry/scan.ts';
import type { CorrectionWork } from '../correction.ts';
import { cureRings } from './cure-rings.ts';

export const correct: CorrectionWork['correct'] = async (given, { operators }) => {
  await cureRings(operators, given.sinogram, detectorRowsOf(given.scan));
  return given;
};
