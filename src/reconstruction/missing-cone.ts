import type { DeviceArray, RunControl } from '../compute/device.ts';
import { type Grid, gridShape, sliceCentreMm } from '../geometry/grid.ts';
import { detectorRowsOf, geometryOf, type Scan } from '../geometry/scan.ts';
import type { ViewMix } from '../kernels/mix-views/view-mix.ts';
import type { Operators } from '../operators/contract.ts';
import { slabsFromMiddle } from './volume-steps.ts';

/** Slices that are asked for at a time, so that no thread waits for the others. */
const SLICES_AT_ONCE = 4;

/**
 * Adds Hu's term to a volume by Feldkamp's algorithm (Hu, Scanning 18:572, 1996, doi 10.1002/sca.4950180803):
 *
 *   f(x, y, z) += −1/(4π²) · ∫ dβ z/d² · ∂/∂t ∫ ds D/√(D² + s² + t²) · p(β, s, t),
 *
 * d the depth of the voxel, s and t on a panel through the axis, and t where the voxel is seen. Planes that do not meet the
 * source's circle are measured by no view. In terms of the first derivative of integrals over planes, of which three-dimensional
 * Radon inversion takes another derivative, Feldkamp's algorithm ends at the last plane that is measured, which touches the
 * circle, as if there were nothing beyond; this takes the step there away again. What lies beyond is still missing: of a ball
 * about the middle a voxel on the axis, seen at the angle κ to the plane, has cosκ instead of cos³κ of its value.
 *
 * Yields after every few slices how much is done.
 *
 * @param scan of the readings
 * @param readings [views × detector rows, channels], line integrals
 * @param volume [slices × rows, columns] of the grid
 * @throws Error where the scan measures no such planes
 */
export async function* addHuTerm<A extends DeviceArray>(
  operators: Operators<A>,
  scan: Scan,
  grid: Grid,
  readings: A,
  volume: A,
  control: RunControl = {},
): AsyncGenerator<{ readonly done: number }, void, void> {
  const { tangentPlanes, weighting } = geometryOf(scan);
  const planes = tangentPlanes?.(scan);
  if (!planes || !weighting) throw new Error('the scan measures no planes that touch the circle of its source');
  const [, , slices] = gridShape(grid);
  const views = scan.anglesRad.length;
  const arrays: A[] = [];
  const create = async (rows: number, columns: number) => {
    const array = await operators.create(rows, columns);
    arrays.push(array);
    return array;
  };
  try {
    const weighted = await create(readings.rows, readings.columns);
    const sums = await create(readings.rows, 2);
    const differences = await create(views * detectorRowsOf(planes.scan), 2);
    const weights = weighting.weights(scan, false);
    const step = operators.viewsPerStep('filter', readings.columns);
    for (let from = 0; from < readings.rows; from += step) {
      await operators.weightReadings(weights, readings, weighted, { from, to: Math.min(readings.rows, from + step) });
      control.signal?.throwIfAborted();
    }
    await operators.momentsOfViews(weighted, sums);
    const mix = differencesOfRows(views, detectorRowsOf(scan), planes.factor);
    await operators.mixViews(mix, sums, differences, { from: 0, to: differences.rows });
    const add = async (slice: number) => {
      const zMm = sliceCentreMm(grid, slice) + (grid.centreZMm ?? 0);
      // What a slice counts is in its views' weights.
      const ofSlice = { ...planes.scan, viewWeightsRad: planes.scan.viewWeightsRad.map((weight) => weight * zMm) };
      const slab = { from: slice, to: slice + 1 };
      const range = { from: 0, to: views };
      await operators.backProjectVolume(differences, ofSlice, grid, volume, range, slab, { signal: control.signal });
    };
    let made = 0;
    for (const { from, to } of slabsFromMiddle(slices, SLICES_AT_ONCE)) {
      await Promise.all(Array.from({ length: to - from }, (_, i) => add(from + i)));
      control.signal?.throwIfAborted();
      made += to - from;
      yield { done: made / slices };
    }
  } finally {
    for (const array of arrays) operators.release(array);
  }
}

/** Of the rows of each view, each less the one below it, times a factor. */
function differencesOfRows(views: number, rows: number, factor: number): ViewMix {
  const count = views * (rows - 1);
  const lower = Uint32Array.from({ length: count }, (_, i) => Math.floor(i / (rows - 1)) * rows + (i % (rows - 1)));
  return {
    firstTerm: Uint32Array.from({ length: count + 1 }, (_, i) => 2 * i),
    views: Uint32Array.from({ length: 2 * count }, (_, term) => lower[term >> 1]! + (term & 1)),
    shares: Float32Array.from({ length: 2 * count }, (_, term) => (term & 1 ? factor : -factor)),
  };
}
