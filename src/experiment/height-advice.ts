import { type Grid, gridShape, sliceCentreMm } from '../geometry/grid.ts';
import { isUpright, type LoweredScan, MATRIX_LENGTH, seenAt, viewsOf } from '../geometry/lowered-scan.ts';
import { geometryOf, loweredScan, type Scan } from '../geometry/scan.ts';
import type { ScanAdvice } from './advice.ts';

/** Of so many views, evenly spread, from each is looked at the side of the object that is nearest to the source. */
const LOOKED_AT = 64;
/** A slice that ends a hair beyond is seen. */
const TOLERANCE_MM = 1e-6;

/**
 * Whether every view of a cone sees all slices of a volume, where the object stands nearest to the source: on a circle of
 * radius D, at a distance R from the axis, it sees (D − R)/SDD of what the detector is high to either side. `null` where the
 * source leaves its plane, as on a helix, where the rows do not run along the axis, and of one row.
 *
 * @param objectRadiusMm about the axis, of a cylinder that holds the object
 */
export function heightAdvice(scan: Scan, grid: Grid, objectRadiusMm: number): ScanAdvice | null {
  const [columns, rows, slices] = gridShape(grid);
  const radiusMm = Math.min(objectRadiusMm, (Math.hypot(columns, rows) * grid.pixelSizeMm) / 2);
  const heights = slices < 2 ? null : heightsSeen(scan, radiusMm);
  if (!heights) return null;
  const { fromMm, toMm } = heights;
  const [lowestMm, highestMm] = [0, slices - 1].map((slice) => (grid.centreZMm ?? 0) + sliceCentreMm(grid, slice));
  const ok = lowestMm! >= fromMm - TOLERANCE_MM && highestMm! <= toMm + TOLERANCE_MM;
  const volume = `The volume’s slices reach from z = ${shown(lowestMm!)} to ${shown(highestMm!)} mm`;
  const seen = `at the object’s edge, ${shown(radiusMm)} mm from the axis, every view sees z = ${shown(fromMm)} to ${shown(toMm)} mm`;
  return {
    kind: 'height',
    ok,
    sentence: ok
      ? `${volume}, and ${seen}.`
      : `${volume}, but ${seen}: slices beyond lack views there and darken towards the edge. More or wider detector rows see more.`,
  };
}

/**
 * The heights that every view of a cone sees all around at a distance from the axis. `null` where the source leaves its plane or
 * runs inside of that distance, where the rows do not run along the axis, and of one row.
 */
export function heightsSeen(scan: Scan, radiusMm: number): { readonly fromMm: number; readonly toMm: number } | null {
  const lowered = loweredScan(scan);
  const sourceRadiusMm = geometryOf(scan).sourceRadiusMm(scan);
  if (lowered.detector.rows < 2 || !Number.isFinite(sourceRadiusMm) || !staysInPlane(lowered)) return null;
  // Other advice has a word for an object that the source runs into.
  return radiusMm >= sourceRadiusMm ? null : seenByAll(lowered, scan.anglesRad, radiusMm);
}

/** The heights that every view sees a distance from the axis, on the side of the source. */
function seenByAll(scan: LoweredScan, anglesRad: Float64Array, radiusMm: number): { fromMm: number; toMm: number } {
  const views = viewsOf(scan);
  const step = Math.max(1, Math.floor(views / LOOKED_AT));
  const { rows } = scan.detector;
  let [fromMm, toMm] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let view = 0; view < views; view += step) {
    // The source of the view β stands at (D·sinβ, −D·cosβ).
    const [xMm, yMm] = [radiusMm * Math.sin(anglesRad[view]!), -radiusMm * Math.cos(anglesRad[view]!)];
    // Along the axis the row is linear in z.
    const at0 = seenAt(scan, view, { xMm, yMm, zMm: 0 }).row;
    const perMm = seenAt(scan, view, { xMm, yMm, zMm: 1 }).row - at0;
    fromMm = Math.max(fromMm, (-0.5 - at0) / perMm);
    toMm = Math.min(toMm, (rows - 0.5 - at0) / perMm);
  }
  return { fromMm, toMm };
}

function staysInPlane(scan: LoweredScan): boolean {
  const views = viewsOf(scan);
  const heightOf = (view: number) => scan.matrices[MATRIX_LENGTH * view + 7];
  if (!isUpright(scan, { from: 0, to: views })) return false;
  for (let view = 1; view < views; view++) if (heightOf(view) !== heightOf(0)) return false;
  return true;
}

function shown(millimetres: number): string {
  return `${Number(millimetres.toPrecision(3))}`.replace('-', '−');
}
