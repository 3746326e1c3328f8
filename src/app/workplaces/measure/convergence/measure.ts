import { displayUnitOf } from '../../../../experiment/experiment.ts';
import type { IterationPoint } from '../../../../methods/iterative/iterating.ts';
import type { PlotSeries } from '../../../../plots/plot.ts';
import { errorInDisplayUnit } from '../../../views/display-units.ts';
import type { AnalysisContext, AnalysisResult, MeasuredNumber } from '../analysis.ts';
import type { ConvergenceAxis } from './convergence-axis.ts';

/** How the iterations of a run have come nearer. */
export function measureConvergence({ result, subject, unit }: AnalysisContext, axis: ConvergenceAxis): AnalysisResult {
  const toUnit = (rmse: number) => errorInDisplayUnit(rmse, displayUnitOf(subject), result.waterMuPerMm);
  return describeConvergence(result.iterations!.points, axis, { unit, toUnit });
}

/** A curve of what is known of iterations, each point with the number of its iteration. */
interface Curve {
  readonly name: string;
  readonly iterations: readonly number[];
  readonly y: readonly number[];
}

/**
 * Residual and error relative to those of the start, and the change of each iteration relative to its image.
 *
 * @param points of the start and of the iterations since
 * @param shown brings errors to the unit of the slice
 */
export function describeConvergence(
  points: readonly IterationPoint[],
  axis: ConvergenceAxis,
  { unit, toUnit }: { readonly unit: string; toUnit(rmse: number): number },
): AnalysisResult {
  const curves = [
    relativeCurve('residual', points, ({ residual }) => residual),
    relativeCurve('objective', points, ({ objective }) => objective),
    relativeCurve('RMSE', points, ({ rmse }) => rmse),
    // Of zeros it is 0, so that it is told beside the last one's.
    relativeCurve('total variation, of the last', points, ({ totalVariation }) => totalVariation, points.at(-1)),
    // The start has changed from nothing.
    { name: 'change', iterations: points.slice(1).map(iterationOf), y: points.slice(1).map(({ change }) => change) },
  ].filter((curve) => curve !== null);
  const across = (iteration: number) => (axis === 'iterations' ? iteration : points[iteration]!.seconds);
  const best = bestOf(points);
  const last = points.at(-1)!;
  return {
    plot: {
      title: axis === 'iterations' ? 'Convergence over iterations' : 'Convergence over time',
      horizontal:
        axis === 'iterations'
          ? { label: 'iteration', unit: '', scale: 'linear', steps: 'integer' }
          : { label: 'time', unit: 's', scale: 'linear' },
      vertical: { label: 'relative to the start', unit: '', scale: 'log' },
      series: curves.map(
        ({ name, iterations, y }): PlotSeries => ({ name, kind: 'line', x: iterations.map(across), y: [...y] }),
      ),
      marks: best && best.iteration < last.iteration ? [{ x: across(best.iteration), label: 'least RMSE' }] : [],
    },
    numbers: numbersOf(points, best, unit, toUnit),
    words: wordsOf(best, last),
    iterationAt: (series, point) => curves[series]?.iterations[point] ?? null,
  };
}

const iterationOf = ({ iteration }: IterationPoint) => iteration;

/** `null` where it is not known, or nothing at the start. */
function relativeCurve(
  name: string,
  points: readonly IterationPoint[],
  figure: (point: IterationPoint) => number | undefined,
  beside = points[0],
): Curve | null {
  const start = figure(beside!);
  if (!start) return null;
  // A start of zeros has no total variation, and a logarithmic axis no place for it.
  const known = points.filter((point) => figure(point));
  return { name, iterations: known.map(iterationOf), y: known.map((point) => figure(point)! / start) };
}

/** The iteration that is nearest to the phantom; `null` where none is known. */
function bestOf(points: readonly IterationPoint[]): (IterationPoint & { readonly rmse: number }) | null {
  const known = points.flatMap((point) => (point.rmse === undefined ? [] : [{ ...point, rmse: point.rmse }]));
  return known.reduce<(typeof known)[number] | null>((best, one) => (best && best.rmse <= one.rmse ? best : one), null);
}

function numbersOf(
  points: readonly IterationPoint[],
  best: ReturnType<typeof bestOf>,
  unit: string,
  toUnit: (rmse: number) => number,
): MeasuredNumber[] {
  const last = points.at(-1)!;
  const made = last.iteration;
  const ofStart = points[0]!.residual > 0 ? last.residual / points[0]!.residual : null;
  return [
    { label: 'Iterations', value: made, unit: '' },
    ...(made > 0 && last.seconds > 0 ? [{ label: 'Each took', value: (1000 * last.seconds) / made, unit: 'ms' }] : []),
    ...(ofStart === null ? [] : [{ label: 'Residual, of the start', value: ofStart, unit: '' }]),
    { label: 'Last change', value: last.change, unit: '' },
    ...(best
      ? [
          { label: 'RMSE at the last', value: toUnit(last.rmse!), unit },
          { label: 'Least RMSE', value: toUnit(best.rmse), unit },
          { label: 'at iteration', value: best.iteration, unit: '' },
        ]
      : []),
  ];
}

function wordsOf(best: ReturnType<typeof bestOf>, last: IterationPoint): string {
  const pointing = 'Point at the curves to see the image of an iteration, or of the nearest that is kept.';
  if (!best) return `Measured data have no phantom, so that the error is not known. ${pointing}`;
  return best.iteration < last.iteration
    ? `The slice was nearest to the phantom at iteration ${best.iteration}. After it the residual goes on falling while the error rises: the image begins to fit the noise and the errors of the readings (semi-convergence). ${pointing}`
    : `The error still falls at the last iteration: more of them come nearer to the phantom. ${pointing}`;
}
