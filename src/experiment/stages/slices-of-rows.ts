import type { DeviceArray, RunControl } from '../../compute/device.ts';
import { type Grid, gridShape, type ImageGrid } from '../../geometry/grid.ts';
import { type Scan, scanOfRow, weightedScan } from '../../geometry/scan.ts';
import { axialCut } from '../../kernels/take-plane/plane-cut.ts';
import type { Operators } from '../../operators/contract.ts';
import type { Progress, StageContext } from '../../pipeline/stage.ts';
import { planPreparation, prepareViews } from '../../reconstruction/prepare-views.ts';
import { filterAndRefine, refinedScan } from '../../reconstruction/refine-views.ts';
import { sliceBySlice } from '../../reconstruction/slices-apart.ts';
import type { SetValues } from '../../spec-settings.ts';
import { methodWork } from './method-work.ts';
import type { Slice } from './slice.ts';

export { rowByRow } from '../../reconstruction/slices-apart.ts';

interface PlannedWay {
  readonly method: string;
  readonly filters: boolean;
  readonly refines: boolean;
  readonly filter: Parameters<typeof planPreparation>[1];
  readonly cutoff: number;
  readonly settings: SetValues;
}

/** What making slices one by one takes that follows from settings, scan and grid alone. */
export async function planSlices(
  { method, filters, refines, filter, cutoff, settings }: PlannedWay,
  { linesScan, grid }: { readonly linesScan: Scan; readonly grid: ImageGrid },
) {
  const { scan, lines } = rowScans(linesScan, filters, refines);
  const { plan } = await methodWork(method);
  return {
    ...{ method, settings, refines, grid, scan },
    preparation: filters ? planPreparation(lines, filter, cutoff) : null,
    plan: plan?.({ scan, grid, volumeGrid: grid, settings }) ?? null,
  };
}

/** The scan of a row's lines, and that of its views as they are back-projected. */
function rowScans(linesScan: Scan, filters: boolean, refines: boolean): { readonly lines: Scan; readonly scan: Scan } {
  const lines = scanOfRow(linesScan);
  if (!lines) throw new Error(`a scan of the geometry ${linesScan.geometry} was to make its slices one by one`);
  const weighted = filters ? weightedScan(lines) : lines;
  return { lines, scan: refines ? refinedScan(weighted) : weighted };
}

export interface GivenSlices {
  readonly way: Awaited<ReturnType<typeof planSlices>>;
  readonly linesScan: Scan;
  /** Of all rows. */
  readonly readings: DeviceArray;
}

/** The volume of a scan whose rows each see a slice alone, by whatever method makes a slice in one go. */
export async function* slicesOfRows(
  { operators, create, signal, tell }: StageContext,
  volumeGrid: Grid,
  { way, linesScan, readings }: GivenSlices,
): AsyncGenerator<Progress<Slice>, Slice, void> {
  const { reconstruct } = await methodWork(way.method);
  const { grid, scan, preparation, plan, settings, refines } = way;
  const [columns, rows, slices] = gridShape(volumeGrid);
  const volume = await create(slices * rows, columns);
  const isPrepared = preparation !== null || refines;
  const views = isPrepared ? await operators.create(scan.anglesRad.length, scan.channels) : null;
  const make = async function* (sinogram: DeviceArray, image: DeviceArray, control: RunControl) {
    if (views) {
      const filterInto = preparation && ((into: DeviceArray) => prepareViews(operators, preparation, sinogram, into));
      const steps = refines ? filterAndRefine(operators, filterInto, sinogram, views) : filterInto?.(views);
      if (steps) for await (const _ of steps) control.signal?.throwIfAborted();
    }
    const run = { operators, plan, settings, scan, grid: grid as ImageGrid, volumeGrid: grid, control };
    for await (const { done } of reconstruct({ ...run, views: views ?? sinogram, image })) yield done ?? 0;
  };
  try {
    const given = { scan: linesScan, grid: volumeGrid, readings, volume };
    for await (const done of sliceBySlice(operators, given, make, { signal, onProgress: tell })) yield { done };
  } finally {
    if (views) operators.release(views);
  }
  const of = scan.anglesRad.length;
  return { image: volume, views: of, of };
}

/**
 * What `plainImage` makes of a scan whose rays stay in planes across the axis, each slice of its own row.
 *
 * @param ofOne makes a slice
 */
export async function plainSlices<A extends DeviceArray>(
  operators: Operators<A>,
  readings: A,
  scan: Scan,
  ofRow: Scan,
  grid: Grid,
  control: RunControl,
  ofOne: (operators: Operators<A>, sinogram: A, scan: Scan, grid: Grid, control: RunControl) => Promise<A>,
): Promise<A> {
  const [columns, rows, slices] = gridShape(grid);
  const volume = await operators.create(slices * rows, columns);
  const sliceGrid: Grid = { rows, columns, pixelSizeMm: grid.pixelSizeMm };
  const make = async function* (sinogram: A, slice: A, ofSlice: RunControl) {
    const made = await ofOne(operators, sinogram, ofRow, sliceGrid, ofSlice);
    await operators.takePlane(axialCut(sliceGrid, 0), made, slice);
    operators.release(made);
    yield 1;
  };
  let isDone = false;
  try {
    for await (const _ of sliceBySlice(operators, { scan, grid, readings, volume }, make, control)) {
      control.signal?.throwIfAborted();
    }
    isDone = true;
    return volume;
  } finally {
    if (!isDone) operators.release(volume);
  }
}
