import type { TangentPlanes } from '../tangent-planes.ts';
import { isShortArc } from '../view-arc.ts';
import type { ConeScan } from './cone-scan.ts';
import { asLongToBothSides } from './offset-weights.ts';

/** A channel so wide that every place is seen in the middle of the first. */
const ENDLESS_MM = 1e9;

/**
 * −1/(4π²)·∂/∂t of ∫ ds over the readings of a row, s and t on a panel through the axis: with sums over channels and
 * differences of rows that is by the width of a channel over that of a row. `null` where no row lies in a plane that touches a
 * circle, or not all of it is seen: on a cylinder, a helix, less than a turn, to one side.
 */
export function coneTangentPlanes(scan: ConeScan): TangentPlanes<ConeScan> | null {
  const { detector, pitchMm, arc, rows } = scan;
  if (detector !== 'flat' || pitchMm !== 0 || isShortArc(arc) || asLongToBothSides(scan) !== scan || rows < 2)
    return null;
  const { channelSpacingMm, rowSpacingMm, sourceToIsocenterMm } = scan;
  return {
    scan: { ...scan, rows: rows - 1, channels: 2, channelSpacingMm: ENDLESS_MM, offset: -0.5 },
    factor: -(channelSpacingMm / rowSpacingMm) / (4 * Math.PI ** 2 * sourceToIsocenterMm ** 2),
  };
}
