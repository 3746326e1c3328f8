import { type Grid, gridShape } from '../../geometry/grid.ts';
import { geometryNamed } from '../../geometry/scan.ts';
import { axialCut } from '../../kernels/take-plane/plane-cut.ts';
import { settingsFor } from '../../methods/method.ts';
import { METHODS } from '../../methods/registry.ts';
import type { Progress, Results, StageContext } from '../../pipeline/stage.ts';
import { corrected } from './corrected.ts';
import { stage, wayOf } from './given.ts';
import { endingOf, iteratedImage } from './iterated-image.ts';
import { iterations } from './iterations.ts';
import { linesIn, linesNeeds, linesScan, viewsScan } from './lines.ts';
import { methodWork } from './method-work.ts';
import type { Slice } from './slice.ts';
import { type SlicesGiven, slicesIn, slicesNeeds } from './slices.ts';
import { slicesPart } from './slices-part.ts';
import { grid, scan, shownSliceOf, volumeGrid } from './subject-and-scan.ts';
import { viewsIn, viewsNeeds } from './views.ts';

const methodPlan = stage({
  name: 'plan of the method',
  reads: (given) => {
    const { method } = wayOf(given);
    return { method, settings: settingsFor(METHODS.get(method), { ...given.experiment.reconstruction }) };
  },
  needs: () => ({ viewsScan, grid, volumeGrid }),
  async run(_context, { method, settings }, { viewsScan, grid, volumeGrid }) {
    const { plan } = await methodWork(method);
    return { plan: plan?.({ scan: viewsScan, grid, volumeGrid, settings }) ?? null, settings };
  },
});

export const image = stage({
  name: 'image',
  phase: 'back-project',
  reads: (given) => {
    const { method, ...way } = wayOf(given);
    const { scan, reconstruction } = given.experiment;
    const { makesVolumes } = geometryNamed(scan.geometry);
    const spec = METHODS.get(method);
    return {
      method,
      way,
      isPlayed: given.isPlayed,
      // Whatever makes volumes back-projects, unless it iterates, which begins with its start.
      backProjection: spec.takesFilteredViews || (makesVolumes && !spec.iterates) ? given.backProjection : null,
      ending: endingOf(spec, reconstruction),
    };
  },
  needs: ({ way, ending }) => ({
    volumeGrid,
    cured: way.isCorrected ? corrected : null,
    iterations: ending ? iterations : null,
    ...(ending || way.isBySlice ? NO_VIEWS : viewsAndPlans(way)),
    ...(way.isBySlice && slicesNeeds(way)),
  }),
  async *run(context, { method, way, isPlayed, ending }, { volumeGrid, cured, iterations, ...views }) {
    const steps =
      ending && iterations
        ? iteratedImage(context, ending, iterations, volumeGrid)
        : way.isBySlice
          ? (await slicesPart()).slicesOfRows(context, volumeGrid, slicesIn(views as SlicesGiven))
          : directImage(context, method, isPlayed, volumeGrid, views as DirectGiven);
    const slice = yield* steps;
    for (const step of cured?.imageSteps ?? []) await step.apply(context.operators, slice.image, volumeGrid);
    return slice;
  },
});

/** What a method is given that makes its image in one go. */
const viewsAndPlans = (way: Way) => ({
  scan,
  grid,
  viewsScan,
  methodPlan,
  linesScan: way.takesLinesToo ? linesScan : null,
  ...viewsNeeds(way),
  ...(way.takesLinesToo && linesNeeds(way)),
});
type Way = Omit<ReturnType<typeof wayOf>, 'method'>;
type DirectGiven = Results<ReturnType<typeof viewsAndPlans>>;

/** What iterations need none of. */
const NO_VIEWS = { scan: null, grid: null, viewsScan: null, methodPlan: null, linesScan: null };

async function* directImage(
  { operators, create, signal, tell, pace }: StageContext,
  method: string,
  isPlayed: boolean,
  volumeGrid: Grid,
  { scan, grid, viewsScan, methodPlan, linesScan, ...given }: DirectGiven,
): AsyncGenerator<Progress<Slice>, Slice, void> {
  const { reconstruct } = await methodWork(method);
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
  return { image, views: of, of };
}

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
