import type { DeviceArray } from '../../compute/device.ts';
import { loweredScan, type Scan } from '../../geometry/scan.ts';
import { sinogramCut } from '../../kernels/take-plane/plane-cut.ts';
import type { Operators } from '../../operators/contract.ts';
import type { CorrectedSinogram, CorrectionContext, CorrectionWork } from '../correction.ts';
import { findAxis } from './find-axis.ts';

/** Of a detector with several rows, what the one next to the plane of the source has read, where a cone is a fan. */
async function inPlaneOfSource<A extends DeviceArray>(
  { sinogram, scan }: CorrectedSinogram<A>,
  operators: Operators<A>,
  create: CorrectionContext<A>['create'],
): Promise<A> {
  const { rows, axisRow } = loweredScan(scan).detector;
  if (rows === 1) return sinogram;
  const views = scan.anglesRad.length;
  const ofRow = await create(views, scan.channels);
  const nearest = Math.min(rows - 1, Math.max(0, Math.round(axisRow)));
  await operators.takePlane(sinogramCut(views, rows, scan.channels, nearest), sinogram, ofRow);
  return ofRow;
}

/** The sinogram stays; what follows takes it to be one about the axis that was found. */
export const correct: CorrectionWork['correct'] = async (given, { operators, create }) => {
  const axis = await findAxis(operators, await inPlaneOfSource(given, operators, create), given.scan);
  const { shift } = axis;
  const findings = { ...given.findings, axis };
  if (shift === null) return { ...given, findings };
  const shifted = (scan: Scan): Scan => ({ ...scan, offset: scan.offset + shift });
  return { ...given, scan: shifted(given.scan), measuredScan: shifted(given.measuredScan), findings };
};
