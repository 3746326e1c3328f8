import type { IterationPoint } from '../../../../methods/iterative/iterating.ts';
import type { PlotAxis, PlotMark } from '../../../../plots/plot.ts';
import { readingWithUnit } from '../../../../plots/plot-words.ts';
import { PRESENT } from '../../../lanes/present.ts';
import type { AnalysisResult, MeasuredNumber } from '../analysis.ts';
import type { ConvergenceAxis } from './convergence-axis.ts';
import { type Curve, type CurveKind, curveOf, knownCurves, shownCurves } from './curves.ts';
import type { IteratedRun } from './iterated-run.ts';
import { groupOf, namesOf, shortNameOf } from './run-names.ts';
import { type Steps, stepAbove, stepBelow } from './steps.ts';

/**
 * How iterations have come nearer: curves of one run, or of several over one another, each in its colour.
 *
 * @param runs the present one first; one at least, each with its start
 * @param chosen the names of the curves that a hand has chosen; `null` before any has
 */
export function describeConvergence(
  runs: readonly IteratedRun[],
  axis: ConvergenceAxis,
  chosen: readonly string[] | null,
): AnalysisResult {
  const kinds = shownCurves(runs, chosen);
  const isAlone = kinds.length === 1 && new Set(runs.map(({ unit }) => unit)).size === 1;
  const curves = runs
    .flatMap((run) => kinds.map((kind) => curveOf(run, kind, isAlone)))
    .filter((curve) => curve !== null);
  const names = namesOf(runs);
  const isCompared = runs.some(({ lane }) => lane !== PRESENT);
  const bests = runs.map(({ points }) => bestOf(points));
  const across = (run: IteratedRun, iteration: number) =>
    axis === 'iterations' ? iteration : run.points[iteration]!.seconds;
  return {
    plot: {
      title: axis === 'iterations' ? 'Convergence over iterations' : 'Convergence over time',
      horizontal: horizontalAxis(runs, axis),
      vertical: verticalAxis(curves, isAlone ? kinds[0]! : null),
      series: curves.map(({ run, kind, iterations, y }) => {
        const place = runs.indexOf(run);
        const title = isAlone ? kind.alone.axis(run).label : kind.title;
        return {
          name: !isCompared ? title : isAlone ? names[place]! : `${names[place]}, ${kind.title}`,
          kind: 'line' as const,
          ...(isCompared && { group: groupOf(run, place) }),
          ...(run.of !== null && { expected: run.of }),
          ...{ x: iterations.map((iteration) => across(run, iteration)), y },
        };
      }),
      marks: runs.flatMap((run, place): PlotMark[] => {
        const best = bests[place];
        if (!best || best.iteration === run.points.at(-1)!.iteration) return [];
        const label = isCompared ? `${shortNameOf(run)}: best` : 'least RMSE';
        return [{ x: across(run, best.iteration), label }];
      }),
    },
    numbers: isCompared
      ? runs.flatMap((run, place) => numbersAmongOthers(run, bests[place] ?? null))
      : numbersOf(runs[0]!, bests[0] ?? null),
    words: wordsOf(runs, bests, names),
    curves: knownCurves(runs).map((kind) => ({ ...kind, isShown: kinds.includes(kind) })),
    iterationAt: (series, point) => {
      const curve = curves[series];
      const iteration = curve?.iterations[point];
      return curve === undefined || iteration === undefined ? null : { lane: curve.run.lane, iteration };
    },
  };
}

/** While a method runs the axis reaches as far as it will go, or is expected to take, so that the curves grow into it. */
function horizontalAxis(runs: readonly IteratedRun[], axis: ConvergenceAxis): PlotAxis {
  const isGrowing = runs.some(({ of }) => of !== null);
  const ends = runs.map(({ points, of }) => {
    const { iteration, seconds } = points.at(-1)!;
    if (axis === 'iterations') return of ?? iteration;
    return of === null || iteration === 0 ? seconds : (seconds / iteration) * of;
  });
  const end = Math.max(...ends);
  const most = axis === 'iterations' ? end : stepAbove(end, TIME_STEPS);
  const reaches = isGrowing && most > 0 ? ({ reaches: [0, most] } as const) : {};
  return axis === 'iterations'
    ? { label: 'iteration', unit: '', scale: 'linear', steps: 'integer', ...reaches }
    : { label: 'time', unit: 's', scale: 'linear', ...reaches };
}

const TIME_STEPS: Steps = [1, 1.5, 2, 3, 4, 5, 7];
const HEIGHT_STEPS: Steps = [1, 2, 5];

/** Its ends move in steps, not with every iteration. */
function verticalAxis(curves: readonly Curve[], alone: CurveKind | null): PlotAxis {
  const own = alone && curves[0] ? alone.alone.axis(curves[0].run) : null;
  const axis: PlotAxis = own ?? { label: 'relative to the start', unit: '', scale: 'log' };
  const heights = curves.flatMap(({ y }) => y.filter((value) => value > 0));
  if (axis.reaches || heights.length === 0) return axis;
  const extent = (pick: 'min' | 'max') => heights.reduce((a, b) => Math[pick](a, b));
  return { ...axis, reaches: [stepBelow(extent('min'), HEIGHT_STEPS), stepAbove(extent('max'), HEIGHT_STEPS)] };
}

type Best = (IterationPoint & { readonly rmse: number }) | null;

/** The iteration that is nearest to the phantom; `null` where none is known. */
function bestOf(points: readonly IterationPoint[]): Best {
  const known = points.flatMap((point) => (point.rmse === undefined ? [] : [{ ...point, rmse: point.rmse }]));
  return known.reduce<Best>((best, one) => (best && best.rmse <= one.rmse ? best : one), null);
}

function numbersOf(run: IteratedRun, best: Best): MeasuredNumber[] {
  const { points, unit, toUnit, similarities } = run;
  const [start, last] = [points[0]!, points.at(-1)!];
  const ssim = similarities.get(last.iteration);
  return [
    { label: 'Iterations', value: last.iteration, unit: '' },
    ...timeNumber(run, 'Each took'),
    ...(start.residual > 0
      ? [{ label: 'Residual, of the start', value: last.residual / start.residual, unit: '' }]
      : []),
    { label: 'Last change', value: last.change, unit: '' },
    ...(best
      ? [
          { label: 'RMSE at the last', value: toUnit(last.rmse!), unit },
          { label: 'Least RMSE', value: toUnit(best.rmse), unit },
          { label: 'at iteration', value: best.iteration, unit: '' },
        ]
      : []),
    ...(ssim === undefined ? [] : [{ label: 'SSIM at the last', value: ssim, unit: '' }]),
  ];
}

/** What runs are compared by. */
function numbersAmongOthers(run: IteratedRun, best: Best): MeasuredNumber[] {
  const { points, unit, toUnit, similarities } = run;
  const name = shortNameOf(run);
  const last = points.at(-1)!.iteration;
  const ssim = similarities.get(last);
  return [
    ...(best
      ? [
          { label: `${name}: least RMSE`, value: toUnit(best.rmse), unit },
          { label: 'at iteration', value: best.iteration, unit: '' },
        ]
      : [{ label: `${name}: iterations`, value: last, unit: '' }]),
    ...timeNumber(run, 'each took'),
    ...(ssim === undefined ? [] : [{ label: 'SSIM at the last', value: ssim, unit: '' }]),
  ];
}

function timeNumber({ points }: IteratedRun, label: string): MeasuredNumber[] {
  const { iteration, seconds } = points.at(-1)!;
  return iteration > 0 && seconds > 0 ? [{ label, value: (1000 * seconds) / iteration, unit: 'ms' }] : [];
}

const POINTING = 'Point at the curves to see the image of an iteration, or of the nearest that is kept.';

function wordsOf(runs: readonly IteratedRun[], bests: readonly Best[], names: readonly string[]): string {
  // Of volumes no error is computed on the way, and no iteration but the last is shown.
  if (runs.every(isVolume)) return 'Of a volume the error is known of the last iteration alone, beside the images.';
  return `${runs.length > 1 ? wordsOfAll(runs, bests, names) : wordsOfOne(bests[0] ?? null, runs[0]!)} ${POINTING}`.trim();
}

function isVolume({ experiment }: IteratedRun): boolean {
  return (experiment.reconstruction.grid.slices ?? 1) > 1;
}

function wordsOfOne(best: Best, { points }: IteratedRun): string {
  if (!best) return 'Measured data have no phantom, so that the error is not known.';
  return best.iteration < points.at(-1)!.iteration
    ? `The slice was nearest to the phantom at iteration ${best.iteration}. After it the residual goes on falling while the error rises: the image begins to fit the noise and the errors of the readings (semi-convergence).`
    : 'The error still falls at the last iteration: more of them come nearer to the phantom.';
}

/** How near each has come, the nearest first. */
function wordsOfAll(runs: readonly IteratedRun[], bests: readonly Best[], names: readonly string[]): string {
  const near = runs.flatMap((run, place) => {
    const best = bests[place];
    if (!best) return [];
    const { unit, toUnit, points } = run;
    const still = best.iteration === points.at(-1)!.iteration ? ', still falling' : '';
    const error = readingWithUnit(toUnit(best.rmse), { label: '', unit, scale: 'linear' });
    return [{ rmse: best.rmse, words: `${names[place]} at iteration ${best.iteration} (${error}${still})` }];
  });
  const told = near.sort((a, b) => a.rmse - b.rmse).map(({ words }) => words);
  return told.length === 0 ? '' : `Least RMSE: ${told.join('; ')}.`;
}
