import { split } from '../../compute/cpu/task-executor.ts';
import type { ViewRange } from '../../compute/device.ts';
import type { ParallelScan } from '../../geometry/parallel/parallel-scan.ts';
import type { FourierPlan } from '../contract.ts';
import { fourierBytes } from './fourier-bytes.ts';

/** Spreading a sample takes about as long as transforming four cells. */
const CELLS_PER_SAMPLE = 4;
/** What all parts together may take. */
const MOST_BYTES = 2 ** 31;

/**
 * Shares the views of a direct Fourier reconstruction out over lanes. Each part is carried onto a grid of its own and
 * transformed by itself, so that no lane waits for another and only images are sent around; the transform is the price,
 * so that few views make few parts.
 */
export function fourierParts(plan: FourierPlan, scan: ParallelScan, lanes: number): ViewRange[] {
  const views = scan.anglesRad.length;
  const gain = (CELLS_PER_SAMPLE * views * plan.filter.transformLength) / plan.gridSize ** 2;
  const affordable = MOST_BYTES / fourierBytes(plan, scan.channels);
  return split(0, views, Math.max(1, Math.floor(Math.min(lanes, gain, affordable))));
}
