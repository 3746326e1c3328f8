import type { DeviceArray } from '../../compute/device.ts';
import type { ImageGrid } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { Operators } from '../../operators/contract.ts';
import { COMPLETION_LIMITS, completeSinogram, planCompletion } from '../../reconstruction/complete-lines.ts';
import { backProjectViews } from '../../reconstruction/fbp.ts';
import { planPreparation, prepareViews } from '../../reconstruction/prepare-views.ts';

/** An image by the unchanged ramp, as a means to an end. Rejects with what the signal carries when it is aborted. */
export async function plainImage<A extends DeviceArray>(
  operators: Operators<A>,
  sinogram: A,
  scan: Scan,
  grid: ImageGrid,
  signal: AbortSignal | undefined,
): Promise<A> {
  const plan = planCompletion(scan, COMPLETION_LIMITS);
  const whole = plan?.completed ?? scan;
  const image = await operators.create(grid.rows, grid.columns);
  let lines = sinogram;
  let prepared: A | null = null;
  let isDone = false;
  try {
    if (plan) {
      lines = await operators.create(whole.anglesRad.length, whole.channels);
      for await (const _ of completeSinogram(operators, plan, sinogram, lines)) signal?.throwIfAborted();
    }
    prepared = await operators.create(lines.rows, lines.columns);
    const preparation = planPreparation(whole, 'ram-lak', 1);
    for await (const _ of prepareViews(operators, preparation, lines, prepared)) signal?.throwIfAborted();
    for await (const _ of backProjectViews(operators, whole, grid, prepared, image, undefined, { signal })) {
      signal?.throwIfAborted();
    }
    isDone = true;
    return image;
  } finally {
    if (lines !== sinogram) operators.release(lines);
    if (prepared) operators.release(prepared);
    if (!isDone) operators.release(image);
  }
}
