import type { DeviceArray } from '../../compute/device.ts';
import { loweredScan, type Scan, scanOfRow } from '../../geometry/scan.ts';
import { meanSinogramCut, sinogramCut } from '../../kernels/take-plane/plane-cut.ts';
import type { Operators } from '../../operators/contract.ts';
import type { CorrectedSinogram, CorrectionContext, CorrectionWork } from '../correction.ts';
import { findAxis } from './find-axis.ts';

/**
 * Of a detector with several rows, what the one next to the plane of the source has read, where a cone is a fan; of rows that
 * each see a slice of their own, the mean of all, which is the sinogram of the mean slice.
 */
async function asOneRow<A extends DeviceArray>(
  { sinogram, scan }: CorrectedSinogram<A>,
  operators: Operators<A>,
  create: CorrectionContext<A>['create'],
): Promise<A> {
  const { rows, axisRow } = loweredScan(scan).detector;
  if (rows === 1) return sinogram;
  const views = scan.anglesRad.length;
  const ofRow = await create(views, scan.channels);
  const nearest = Math.min(rows - 1, Math.max(0, Math.round(axisRow)));
  const cut = scanOfRow(scan)
    ? meanSinogramCut(views, rows, scan.channels)
    : sinogramCut(views, rows, scan.channels, nearest);
  await operators.takePlane(cut, sinogram, ofRow);
  return ofRow;
}

/** The sinogram stays; what follows takes it to be one about the axis that was found. */
export const correct: CorrectionWork['correct'] = async (given, { operators, create }) => {
  const found = await findAxis(operators, await asOneRow(given, operators, create), given.scan);
  const { rows } = loweredScan(given.scan).detector;
  const isOfAll = found.shift !== null && rows > 1 && scanOfRow(given.scan) !== null;
  const axis = isOfAll ? { ...found, rows } : found;
  const { shift } = axis;
  const findings = { ...given.findings, axis };
  if (shift === null) return { ...given, findings };
  const shifted = (scan: Scan): Scan => ({ ...scan, offset: scan.offset + shift });
  return { ...given, scan: shifted(given.scan), measuredScan: shifted(given.measuredScan), findings };
};
