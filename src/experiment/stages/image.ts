import type { DeviceArray } from '../../compute/device.ts';
import { fetchedPart } from '../../fetched-part.ts';
import { gridShape } from '../../geometry/grid.ts';
import { geometryNamed } from '../../geometry/scan.ts';
import { axialCut } from '../../kernels/take-plane/plane-cut.ts';
import { settingsFor } from '../../methods/method.ts';
import { METHODS } from '../../methods/registry.ts';
import { corrected } from './corrected.ts';
import { stage, wayOf } from './given.ts';
import { linesIn, linesNeeds, linesScan, viewsScan } from './lines.ts';
import { grid, scan, shownSliceOf, volumeGrid } from './subject-and-scan.ts';
import { viewsIn, viewsNeeds } from './views.ts';

/** What is reconstructed, whole or as it grows: a slice, or slices one above the other. */
export interface Slice {
  /** [slices · rows, columns] of the grid. */
  readonly image: DeviceArray;
  /** So many views are in it. */
  readonly views: number;
  readonly of: number;
}

const work = (method: string) =>
  fetchedPart(() => METHODS.get(method).load(), 'The part that reconstructs by this method');

const methodPlan = stage({
  name: 'plan of the method',
  reads: (given) => {
    const { method } = wayOf(given);
    return { method, settings: settingsFor(METHODS.get(method), { ...given.experiment.reconstruction }) };
  },
  needs: () => ({ viewsScan, grid, volumeGrid }),
  async run(_context, { method, settings }, { viewsScan, grid, volumeGrid }) {
    const { plan } = await work(method);
    return { plan: plan?.({ scan: viewsScan, grid, volumeGrid, settings }) ?? null, settings };
  },
});

export const image = stage({
  name: 'image',
  phase: 'back-project',
  reads: (given) => {
    const { method, ...way } = wayOf(given);
    const { makesVolumes } = geometryNamed(given.experiment.scan.geometry);
    return {
      method,
      way,
      isPlayed: given.isPlayed,
      // Whatever makes volumes back-projects.
      backProjection: METHODS.get(method).takesFilteredViews || makesVolumes ? given.backProjection : null,
    };
  },
  needs: ({ way }) => ({
    scan,
    grid,
    volumeGrid,
    viewsScan,
    methodPlan,
    cured: way.isCorrected ? corrected : null,
    linesScan: way.takesLinesToo ? linesScan : null,
    ...viewsNeeds(way),
    ...(way.takesLinesToo && linesNeeds(way)),
  }),
  async *run(
    context,
    { method, isPlayed },
    { scan, grid, volumeGrid, viewsScan, methodPlan, cured, linesScan, ...given },
  ) {
    const { operators, create, signal, tell, pace } = context;
    const { reconstruct } = await work(method);
    const [columns, rows, slices] = gridShape(volumeGrid);
    const image = await create(slices * rows, columns);
    const of = isPlayed ? scan.anglesRad.length : viewsScan.anglesRad.length;
    let shown = 0;
    const steps = reconstruct({
      ...methodPlan,
      operators,
      scan: viewsScan,
      grid,
      volumeGrid,
      views: viewsIn(given),
      lines: linesScan ? { scan: linesScan, readings: linesIn(given) } : undefined,
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
    for (const step of cured?.imageSteps ?? []) await step.apply(operators, image, volumeGrid);
    return { image, views: of, of };
  },
});

/** So many views for the next step, or all that are left where these complete a scan of `of` views. */
function lastIfWhole(shown: number, views: number, of: number): number {
  return shown + views >= of ? Number.POSITIVE_INFINITY : views;
}

/** The slice of a volume that is shown, [rows, columns]. */
export const sliceOfVolume = stage({
  name: 'slice of the volume',
  phase: 'back-project',
  reads: () => null,
  needs: () => ({ image, grid: volumeGrid }),
  async run({ operators, create }, _reads, { image, grid }) {
    const slice = await create(grid.rows, grid.columns);
    await operators.takePlane(axialCut(grid, shownSliceOf(grid)), image.image, slice);
    return slice;
  },
});
