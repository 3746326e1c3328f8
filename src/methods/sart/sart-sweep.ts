import type { DeviceArray } from '../../compute/device.ts';
import type { Problem } from '../iterative/problem.ts';
import { residualOf } from '../iterative/residual.ts';
import { largestPixelLengths, scratchBySize, subsetsOf } from '../iterative/subsets.ts';

/** SART over all views once, subset after subset. */
export interface SartSweep<A extends DeviceArray = DeviceArray> {
  /** Arrays to work in between sweeps, of the readings' size and of the image's. */
  readonly residual: A;
  readonly step: A;
  /** Changes the problem's image. */
  run(relaxation: number): Promise<void>;
}

/**
 * x ← P[x + λ·D·Aₛᵀ·Mₛ·(bₛ − Aₛx)] of one subset S of the views after the other, with Mₛ = 1/(Aₛ1) and P the bounds.
 * D = 1/max Aₛᵀ1 over all subsets, so that one array serves them all and no step is longer than with the subset's own.
 */
export async function sartSweep<A extends DeviceArray>(problem: Problem<A>, count: number): Promise<SartSweep<A>> {
  const { algebra, readings, image, least, most, create } = problem;
  const subsets = await subsetsOf(problem, count);
  const scratchOf = await scratchBySize(subsets, create);
  const residual = subsets.length === 1 ? scratchOf(subsets[0]!) : await create(readings.rows, readings.columns);
  const step = await create(image.rows, image.columns);
  const pixelLengths = await create(image.rows, image.columns);

  await largestPixelLengths(problem, subsets, scratchOf, step, pixelLengths);
  await algebra.fill(step, 1);
  const parts: { readonly rayLengths: A; readonly scratch: A; readonly subset: (typeof subsets)[number] }[] = [];
  for (const subset of subsets) {
    const rayLengths = await create(subset.readings.rows, subset.readings.columns);
    await subset.projector.forward(step, rayLengths);
    parts.push({ subset, rayLengths, scratch: scratchOf(subset) });
  }
  return {
    residual,
    step,
    async run(relaxation) {
      for (const { subset, rayLengths, scratch } of parts) {
        await residualOf(algebra, subset.projector, subset.readings, image, scratch);
        await algebra.divide(scratch, rayLengths);
        await subset.projector.adjoint(scratch, step);
        await algebra.divide(step, pixelLengths);
        await algebra.addScaled(image, relaxation, step);
        await algebra.clip(image, least, most);
      }
    },
  };
}
