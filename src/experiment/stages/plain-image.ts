import type { DeviceArray, RunControl } from '../../compute/device.ts';
import { type Grid, gridShape, type ImageGrid } from '../../geometry/grid.ts';
import { geometryOf, type Scan, scanOfRow, weightedScan } from '../../geometry/scan.ts';
import type { Operators } from '../../operators/contract.ts';
import { COMPLETION_LIMITS, completeSinogram, planCompletion } from '../../reconstruction/complete-lines.ts';
import { backProjectViews } from '../../reconstruction/fbp.ts';
import { planPreparation, prepareViews } from '../../reconstruction/prepare-views.ts';
import { volumesPart } from '../../reconstruction/volumes-part.ts';
import { slicesPart } from './slices-part.ts';

/**
 * An image by the unchanged ramp, as a means to an end, or a volume where the scan makes such. Rejects with what the signal
 * carries when it is aborted.
 *
 * @param grid of the slice, or of all slices
 */
export async function plainImage<A extends DeviceArray>(
  operators: Operators<A>,
  sinogram: A,
  scan: Scan,
  grid: Grid,
  control: RunControl,
): Promise<A> {
  const { signal } = control;
  const row = scanOfRow(scan);
  if (row) {
    const { plainSlices } = await slicesPart();
    return plainSlices(operators, sinogram, scan, row, grid, control, plainImage);
  }
  const plan = planCompletion(scan, COMPLETION_LIMITS);
  const whole = plan?.completed ?? scan;
  // Views that are weighted may be longer than what was measured.
  const weighted = weightedScan(whole);
  const [columns, rows, slices] = gridShape(grid);
  const image = await operators.create(slices * rows, columns);
  let lines = sinogram;
  let prepared: A | null = null;
  let isDone = false;
  try {
    if (plan) {
      lines = await operators.create(whole.anglesRad.length, whole.channels);
      for await (const _ of completeSinogram(operators, plan, sinogram, lines)) signal?.throwIfAborted();
    }
    prepared = await operators.create(lines.rows, weighted.channels);
    const preparation = planPreparation(whole, 'ram-lak', 1);
    for await (const _ of prepareViews(operators, preparation, lines, prepared)) signal?.throwIfAborted();
    const steps = geometryOf(weighted).makesVolumes
      ? (await volumesPart()).backProjectInSpace(operators, weighted, grid, prepared, image, undefined, control)
      : backProjectViews(operators, weighted, grid as ImageGrid, prepared, image, undefined, control);
    for await (const _ of steps) signal?.throwIfAborted();
    isDone = true;
    return image;
  } finally {
    if (lines !== sinogram) operators.release(lines);
    if (prepared) operators.release(prepared);
    if (!isDone) operators.release(image);
  }
}
