import type { DeviceArray } from '../../compute/device.ts';
import { fetchedPart } from '../../fetched-part.ts';
import { settingsFor } from '../../methods/method.ts';
import { METHODS } from '../../methods/registry.ts';
import { corrected } from './corrected.ts';
import { stage, wayOf } from './given.ts';
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

const work = (method: string) => fetchedPart(() => METHODS.get(method).load(), 'What reconstructs by this method');

const methodPlan = stage({
  name: 'plan of the method',
  reads: (given) => {
    const { method } = wayOf(given);
    return { method, settings: settingsFor(METHODS.get(method), { ...given.experiment.reconstruction }) };
  },
  needs: () => ({ viewsScan, grid }),
  async run(_context, { method, settings }, { viewsScan, grid }) {
    const { plan } = await work(method);
    return { plan: plan?.({ scan: viewsScan, grid, settings }) ?? null, settings };
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
      backProjection: METHODS.get(method).takesFilteredViews ? given.backProjection : null,
    };
  },
  needs: ({ way }) => ({
    scan,
    grid,
    viewsScan,
    methodPlan,
    cured: way.isCorrected ? corrected : null,
    ...viewsNeeds(way),
  }),
  async *run(context, { method, isPlayed }, { scan, grid, viewsScan, methodPlan, cured, ...given }) {
    const { operators, create, signal, tell, pace } = context;
    const { reconstruct } = await work(method);
    const image = await create(grid.rows, grid.columns);
    const of = isPlayed ? scan.anglesRad.length : viewsScan.anglesRad.length;
    let shown = 0;
    const steps = reconstruct({
      ...methodPlan,
      operators,
      scan: viewsScan,
      grid,
      views: viewsIn(given),
      image,
      // Views that were made of others come with the last of those.
      viewsPerStep: pace && isPlayed ? () => lastIfWhole(shown, pace(), of) : undefined,
      control: { signal, onProgress: tell },
    });
    for await (const { views, done } of steps) {
      shown = Math.min(of, views ?? 0);
      const told = done === undefined ? {} : { done };
      yield isPlayed ? { ...told, soFar: { image, views: shown, of } } : told;
    }
    for (const step of cured?.imageSteps ?? []) await step.apply(operators, image);
    return { image, views: of, of };
  },
});

/** So many views for the next step, or all that are left where these complete a scan of `of` views. */
function lastIfWhole(shown: number, views: number, of: number): number {
  return shown + views >= of ? Number.POSITIVE_INFINITY : views;
}
