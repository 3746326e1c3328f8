import type { HostRows } from '../../compute/kernel.ts';
import { SCATTER_STEPS } from '../../physics/detector-plan.ts';

const f = Math.fround;

/**
 * Σ s·(1 − s) over each row of signals in whole steps, [rows × 1], rounded to float32 from its two halves: what a row takes
 * out of the beam and lets through of that. Whole numbers, so that the sum does not depend on its order.
 */
export function plain(
  _: object,
  { signals, steps: { data: steps } }: { readonly signals: HostRows; readonly steps: HostRows },
): void {
  const { data, rows, columns } = signals;
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let at = row * columns; at < (row + 1) * columns; at++) {
      const primary = Math.min(1, data[at]!);
      sum += Math.floor(f(f(f(primary * f(1 - primary)) * SCATTER_STEPS) + 0.5));
    }
    steps[row] = f(Math.floor(sum / 65_536) * 65_536 + (sum % 65_536));
  }
}
