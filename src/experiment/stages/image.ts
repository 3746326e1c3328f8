import { InputError } from '../../errors.ts';
import type { ParallelScan } from '../../geometry/parallel/parallel-scan.ts';
import type { DeviceArray } from '../../operators/contract.ts';
import { backProjectViews } from '../../reconstruction/fbp.ts';
import { planGridrec } from '../../reconstruction/gridrec.ts';
import { needsFilter } from '../experiment-schema.ts';
import { corrected } from './corrected.ts';
import { plan, stage, wayOf } from './given.ts';
import { viewsScan } from './lines.ts';
import { grid, scan } from './subject-and-scan.ts';
import { viewsIn, viewsNeeds } from './views.ts';

/** The slice, whole or as it grows. */
export interface Slice {
  /** [rows, columns] of the grid. */
  readonly image: DeviceArray;
  /** So many views are in it. */
  readonly views: number;
  readonly of: number;
}

const fourier = plan({
  name: 'fourier',
  reads: ({ experiment: { reconstruction } }) => ({
    filter: reconstruction.filter,
    cutoff: reconstruction.cutoff,
    interpolation: reconstruction.interpolation ?? 'linear',
  }),
  needs: () => ({ viewsScan, grid }),
  make: ({ filter, cutoff, interpolation }, { viewsScan, grid }) => {
    if (filter === 'none') throw new InputError(needsFilter('gridrec'));
    // A fan has been rebinned by now.
    return planGridrec(viewsScan as ParallelScan, grid, filter, cutoff, interpolation);
  },
});

export const image = stage({
  name: 'image',
  phase: 'back-project',
  reads: (given) => {
    const { method, ...way } = wayOf(given);
    return {
      method,
      way,
      isPlayed: given.isPlayed,
      backProjection: method === 'fbp' ? given.backProjection : null,
    };
  },
  needs: ({ method, way }) => ({
    scan,
    grid,
    viewsScan,
    fourier: method === 'gridrec' ? fourier : null,
    cured: way.isCorrected ? corrected : null,
    ...viewsNeeds(way),
  }),
  async *run(context, { isPlayed }, { scan, grid, viewsScan, fourier, cured, ...given }) {
    const { operators, create, signal, tell } = context;
    const views = viewsIn(given);
    const image = await create(grid.rows, grid.columns);
    const control = { signal, onProgress: tell };
    const of = isPlayed ? scan.anglesRad.length : viewsScan.anglesRad.length;
    if (fourier) {
      await operators.reconstructFourier(fourier, views, viewsScan as ParallelScan, grid, image, control);
      yield { done: 1 };
    } else {
      let shown = 0;
      const { pace } = context;
      // Views that were made of others come with the last of those.
      const stepViews = pace && isPlayed ? () => lastIfWhole(shown, pace(), of) : undefined;
      for await (const step of backProjectViews(operators, viewsScan, grid, views, image, stepViews, control)) {
        shown = Math.min(of, step.views);
        yield isPlayed ? { soFar: { image, views: shown, of } } : {};
      }
    }
    for (const step of cured?.imageSteps ?? []) await step.apply(image);
    return { image, views: of, of };
  },
});

/** So many views for the next step, or all that are left where these complete a scan of `of` views. */
function lastIfWhole(shown: number, views: number, of: number): number {
  return shown + views >= of ? Number.POSITIVE_INFINITY : views;
}
