import type { FourierPlan } from '../contract.ts';
import { KERNEL_STEPS, KERNEL_WIDTH } from '../gridding-kernel.ts';

// Apart from the task itself: whoever shares the work out asks for this, and needs none of what does it.

/** Memory that the task takes. */
export function fourierBytes(plan: FourierPlan, channels: number): number {
  const { gridSize, filter, covered } = plan;
  const transforms = 32 * Math.max(filter.transformLength, gridSize) + 20 * filter.transformLength + 32 * gridSize;
  const image = 4 * roundedUpToEight(covered.rows) * (covered.columns + 1) + 4 * covered.columns;
  const table = 4 * KERNEL_WIDTH * (KERNEL_STEPS + 1);
  return gridBytes(plan) + stripsBytes(plan) + image + transforms + table + 32 * channels + 4096;
}

/** Of the Fourier grid. */
export function gridBytes({ gridSize }: FourierPlan): number {
  return 8 * (gridSize + 3) * (gridSize / 2 + 4);
}

/** Of the strips that its rows are transformed in. */
export function stripsBytes({ gridSize, covered }: FourierPlan): number {
  return 8 * roundedUpToEight(covered.rows) * (gridSize / 2 + 4);
}

export function roundedUpToEight(rows: number): number {
  return 8 * Math.ceil(rows / 8);
}
