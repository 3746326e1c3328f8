import type { DeviceArray, RunControl } from '../../compute/device.ts';
import { type Grid, gridShape, type ImageGrid } from '../../geometry/grid.ts';
import { type Scan, scanOfRow, weightedScan } from '../../geometry/scan.ts';
import { settingsFor } from '../../methods/method.ts';
import { METHODS } from '../../methods/registry.ts';
import type { Progress, Results, StageContext } from '../../pipeline/stage.ts';
import { planPreparation, prepareViews } from '../../reconstruction/prepare-views.ts';
import { filterAndRefine, refinedScan } from '../../reconstruction/refine-views.ts';
import { stage, wayOf } from './given.ts';
import { linesIn, linesNeeds, linesScan } from './lines.ts';
import { methodWork } from './method-work.ts';
import type { Slice } from './slice.ts';
import { slicesPart } from './slices-part.ts';
import { grid } from './subject-and-scan.ts';

/** How each slice is made of the sinogram of its row: as of a scan of that row alone, to the last bit. */
const wayOfSlices = stage({
  name: 'way of the slices',
  reads: (given) => {
    const { method, filters, refines } = wayOf(given);
    const { filter, cutoff } = given.experiment.reconstruction;
    const settings = settingsFor(METHODS.get(method), { ...given.experiment.reconstruction });
    return { method, filters, refines, filter, cutoff, settings };
  },
  needs: () => ({ linesScan, grid }),
  async run(_context, { method, filters, refines, filter, cutoff, settings }, { linesScan, grid }) {
    const { scan, lines } = rowScans(linesScan, filters, refines);
    const { plan } = await methodWork(method);
    return {
      ...{ method, settings, refines, grid, scan },
      preparation: filters ? planPreparation(lines, filter, cutoff) : null,
      plan: plan?.({ scan, grid, volumeGrid: grid, settings }) ?? null,
    };
  },
});

/** The scan of a row's lines, and that of its views as they are back-projected. */
function rowScans(linesScan: Scan, filters: boolean, refines: boolean): { readonly lines: Scan; readonly scan: Scan } {
  const lines = scanOfRow(linesScan);
  if (!lines) throw new Error(`a scan of the geometry ${linesScan.geometry} was to make its slices one by one`);
  const weighted = filters ? weightedScan(lines) : lines;
  return { lines, scan: refines ? refinedScan(weighted) : weighted };
}

/** What slices are made of that are made one by one. */
export const slicesNeeds = (way: Parameters<typeof linesNeeds>[0]) => ({ wayOfSlices, linesScan, ...linesNeeds(way) });
export type SlicesGiven = Results<ReturnType<typeof slicesNeeds>>;

/** The volume of a scan whose rows each see a slice alone, by whatever method makes a slice in one go. */
export async function* slicesOfRows(
  { operators, create, signal, tell }: StageContext,
  volumeGrid: Grid,
  { wayOfSlices: way, linesScan, ...given }: SlicesGiven,
): AsyncGenerator<Progress<Slice>, Slice, void> {
  const { sliceBySlice } = await slicesPart();
  const { reconstruct } = await methodWork(way.method);
  const { grid, scan, preparation, plan, settings, refines } = way;
  const [columns, rows, slices] = gridShape(volumeGrid);
  const volume = await create(slices * rows, columns);
  const readings = linesIn(given);
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
