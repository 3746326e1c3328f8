import type { DeviceArray, RunControl } from '../compute/device.ts';
import { type ImageGrid, pixelCount } from '../geometry/grid.ts';
import type { Scan } from '../geometry/scan.ts';
import type { ViewFilter } from '../kernels/filter-views/view-filter.ts';
import type { Operators } from '../operators/contract.ts';

/** How far a filtered back-projection has come. */
export interface FbpStep {
  readonly stage: 'filter' | 'back-project';
  /** Views this stage has done. */
  readonly views: number;
}

/**
 * The filtering half of FBP: every view convolved with the ramp (Kak & Slaney 1988, ch. 3, eq. 64). Yields after
 * every step.
 */
export async function* filterSinogram<A extends DeviceArray>(
  operators: Operators<A>,
  filter: ViewFilter,
  sinogram: A,
  filtered: A,
): AsyncGenerator<FbpStep, void, void> {
  const step = operators.viewsPerStep('filter', filter.channels);
  for (let from = 0; from < sinogram.rows; from += step) {
    const to = Math.min(sinogram.rows, from + step);
    await operators.filterViews(filter, sinogram, filtered, { from, to });
    yield { stage: 'filter', views: to };
  }
}

/**
 * The back-projecting half: image = Σ_v w_v·q_v(x·cosθ_v + y·sinθ_v) (Kak & Slaney 1988, ch. 3, eq. 67), or a fan's
 * sum with its weights, built up view by view. Yields after every step, so that it can be watched, paced and cancelled.
 *
 * @param viewsPerStep asked before every step; left out, steps are as large as the device takes well
 * @param control follows the whole of it, and gives it up inside of a step too
 */
export async function* backProjectViews<A extends DeviceArray>(
  operators: Operators<A>,
  scan: Scan,
  grid: ImageGrid,
  views: A,
  image: A,
  viewsPerStep: () => number = () => operators.viewsPerStep('back-project', pixelCount(grid)),
  control: RunControl = {},
): AsyncGenerator<FbpStep, void, void> {
  await operators.clear(image);
  for (let from = 0; from < views.rows; ) {
    const to = Math.min(views.rows, from + Math.max(1, Math.floor(viewsPerStep())));
    const onProgress = (done: number) => control.onProgress?.((from + done * (to - from)) / views.rows);
    await operators.backProject(views, scan, grid, image, { from, to }, { ...control, onProgress });
    onProgress(1);
    yield { stage: 'back-project', views: to };
    from = to;
  }
}
