import type { DeviceArray, RunControl } from '../compute/device.ts';
import { type Grid, gridShape } from '../geometry/grid.ts';
import { helixOf, type Scan, weightedScan } from '../geometry/scan.ts';
import { mustFitVolume } from '../geometry/volume-limits.ts';
import type { Operators } from '../operators/contract.ts';
import { backProjectHelix } from './helix.ts';
import { planPreparation, prepareViews } from './prepare-views.ts';
import type { RampWindow } from './ramp-windows.ts';
import { slabsFromMiddle, type VolumeStep } from './volume-steps.ts';

/** Voxel updates of a slab: about half a second of two threads. */
const UPDATES_PER_SLAB = 1.5e9;
/** Thinner slabs would be slow on the CPU, whose lanes share their slices out. */
const LEAST_SLICES = 32;

/**
 * The back-projecting half of Feldkamp's algorithm (Feldkamp, Davis & Kress, JOSA A 1:612, 1984, doi 10.1364/JOSAA.1.000612,
 * eq. 28): every voxel is the sum over all views of the filtered reading that sees it, weighted by its depth from the source.
 * Slabs about the middle come first. Yields after every slab.
 *
 * @param views [views × detector rows, channels], weighted and filtered
 * @param volume [slices × rows, columns] of the grid
 * @param viewsPerStep asked before every step; left out, all views are one, and of 0 none is added
 * @param control follows the whole of it, and gives it up inside of a step too
 */
export async function* backProjectVolume<A extends DeviceArray>(
  operators: Operators<A>,
  scan: Scan,
  grid: Grid,
  views: A,
  volume: A,
  viewsPerStep: () => number = () => Number.POSITIVE_INFINITY,
  control: RunControl = {},
): AsyncGenerator<VolumeStep, void, void> {
  const count = scan.anglesRad.length;
  const [, , slices] = gridShape(grid);
  await operators.clear(volume);
  for (let from = 0; from < count; ) {
    const step = viewsPerStep();
    if (step === 0) {
      yield { stage: 'back-project', views: from };
      continue;
    }
    const to = Math.min(count, from + Math.max(1, Math.floor(step)));
    const slabs = slabsFromMiddle(slices, slicesPerSlab(grid, to - from));
    let made = 0;
    for (const slab of slabs) {
      const part = (slab.to - slab.from) / slices;
      const onProgress = (done: number) => control.onProgress?.((from + (made + done * part) * (to - from)) / count);
      await operators.backProjectVolume(views, scan, grid, volume, { from, to }, slab, { ...control, onProgress });
      onProgress(1);
      made += part;
      yield { stage: 'back-project', views: slab === slabs.at(-1) ? to : from, slab };
    }
    from = to;
  }
}

/** The back-projecting half of filtered back-projection for whatever makes volumes: a helix's views are weighed slice by slice. */
export function backProjectInSpace<A extends DeviceArray>(
  ...[operators, scan, ...given]: Parameters<typeof backProjectVolume<A>>
): AsyncGenerator<VolumeStep, void, void> {
  const helix = helixOf(scan);
  return helix ? backProjectHelix(operators, scan, helix, ...given) : backProjectVolume(operators, scan, ...given);
}

/**
 * Feldkamp's reconstruction of a volume from line integrals: weights, the ramp along each row of the detector, and the
 * back-projection. Exact in the plane that the source turns in, and of objects that do not change along the axis; elsewhere
 * more is missing the farther a voxel stands from the plane. Yields after every step.
 *
 * @param readings [views × detector rows, channels]
 * @param volume [slices × rows, columns] of the grid, overwritten
 * @throws InputError where the volume would be too large
 */
export async function* reconstructFdk<A extends DeviceArray>(
  operators: Operators<A>,
  scan: Scan,
  grid: Grid,
  readings: A,
  volume: A,
  { window = 'ram-lak', cutoff = 1 }: { readonly window?: RampWindow; readonly cutoff?: number } = {},
  control: RunControl = {},
): AsyncGenerator<VolumeStep, void, void> {
  mustFitVolume(grid);
  const weighted = weightedScan(scan);
  const prepared = await operators.create(readings.rows, weighted.channels);
  try {
    for await (const step of prepareViews(operators, planPreparation(scan, window, cutoff), readings, prepared)) {
      control.signal?.throwIfAborted();
      yield step;
    }
    yield* backProjectInSpace(operators, weighted, grid, prepared, volume, undefined, control);
  } finally {
    operators.release(prepared);
  }
}

function slicesPerSlab({ rows, columns }: Grid, views: number): number {
  return Math.max(LEAST_SLICES, Math.ceil(UPDATES_PER_SLAB / (rows * columns * views)));
}
