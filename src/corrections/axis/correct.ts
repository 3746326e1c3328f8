import type { Scan } from '../../geometry/scan.ts';
import type { CorrectionWork } from '../correction.ts';
import { findAxis } from './find-axis.ts';

/** The sinogram stays; what follows takes it to be one about the axis that was found. */
export const correct: CorrectionWork['correct'] = async (given, { operators }) => {
  const axis = await findAxis(operators, given.sinogram, given.scan);
  const { shift } = axis;
  const findings = { ...given.findings, axis };
  if (shift === null) return { ...given, findings };
  const shifted = (scan: Scan): Scan => ({ ...scan, offset: scan.offset + shift });
  return { ...given, scan: shifted(given.scan), measuredScan: shifted(given.measuredScan), findings };
};
