import type { IterationPoint } from '../../../../methods/iterative/iterating.ts';
import type { PlotAxis } from '../../../../plots/plot.ts';
import type { IteratedRun } from './iterated-run.ts';

/** A figure that every iteration has, drawn over the iterations. */
export interface CurveKind {
  /** In links. */
  readonly name: string;
  /** On its button, and in the legend. */
  readonly title: string;
  readonly hint: string;
  /** What is drawn beside other figures, all of them falling to 0 where a method comes nearer; `undefined` where it is not known. */
  of(point: IterationPoint, run: IteratedRun): number | undefined;
  /** Whether it is drawn beside others as a part of what it is of the start, or of the first iteration where that is nothing. */
  readonly isRelative: boolean;
  /** How it is drawn by itself. */
  readonly alone: {
    axis(run: IteratedRun): PlotAxis;
    value(figure: number, run: IteratedRun): number;
  };
}

const plain = (label: string): CurveKind['alone'] => ({
  axis: () => ({ label, unit: '', scale: 'log' }),
  value: (figure) => figure,
});

/** In the order of their buttons. */
export const CURVES: readonly CurveKind[] = [
  {
    ...{ name: 'residual', title: 'residual', hint: 'what the image does not explain of the readings, ‖b − Ax‖' },
    of: ({ residual }) => residual,
    ...{ isRelative: true, alone: plain('residual ‖b − Ax‖') },
  },
  {
    ...{ name: 'objective', title: 'objective', hint: 'what the method makes as small as it can, its prior included' },
    of: ({ objective }) => objective,
    ...{ isRelative: true, alone: plain('objective') },
  },
  {
    ...{ name: 'rmse', title: 'RMSE', hint: 'root mean square of the slice less the phantom' },
    of: ({ rmse }) => rmse,
    isRelative: true,
    alone: {
      axis: ({ unit }) => ({ label: 'RMSE', unit, scale: 'log' }),
      value: (figure, { toUnit }) => toUnit(figure),
    },
  },
  {
    name: 'ssim',
    title: '1 − SSIM',
    hint: 'what the slice lacks in structural similarity to the phantom; computed for the iterations whose images are kept',
    of: ({ iteration }, { similarities }) => {
      const ssim = similarities.get(iteration);
      return ssim === undefined ? undefined : 1 - ssim;
    },
    isRelative: true,
    alone: {
      axis: () => ({ label: 'SSIM', unit: '', scale: 'linear', reaches: [0, 1] }),
      value: (figure) => 1 - figure,
    },
  },
  {
    ...{ name: 'total-variation', title: 'total variation', hint: 'how much the image’s values go up and down, ∫|∇x|' },
    of: ({ totalVariation }) => totalVariation,
    isRelative: true,
    alone: {
      axis: ({ unit, experiment }) => {
        const length = (experiment.reconstruction.grid.slices ?? 1) > 1 ? 'mm²' : 'mm';
        return { label: 'total variation', unit: unit === '' ? length : `${unit} ${length}`, scale: 'log' };
      },
      value: (figure, { toUnit }) => toUnit(figure),
    },
  },
  {
    ...{ name: 'change', title: 'change', hint: 'of each iteration from the one before, as a part of its image' },
    // The start has changed from nothing.
    of: ({ iteration, change }) => (iteration === 0 ? undefined : change),
    ...{ isRelative: false, alone: plain('change ‖x − x before‖ / ‖x‖') },
  },
];

export const CURVE_NAMES = CURVES.map(({ name }) => name);

/** What there is to draw of any of some runs. */
export function knownCurves(runs: readonly IteratedRun[]): CurveKind[] {
  const isKnown = (curve: CurveKind) =>
    runs.some((run) => run.points.some((point) => curve.of(point, run) !== undefined)) ||
    (curve.name === 'ssim' && runs.some(({ hasSimilarity }) => hasSimilarity));
  return CURVES.filter(isKnown);
}

/**
 * What is drawn: what a hand has chosen, as far as it is known; else of one run all that costs nothing, and of several what
 * tells them apart.
 */
export function shownCurves(runs: readonly IteratedRun[], chosen: readonly string[] | null): CurveKind[] {
  const known = knownCurves(runs);
  const named = (names: readonly string[]) => known.filter(({ name }) => names.includes(name));
  const byHand = named(chosen ?? []);
  if (byHand.length > 0) return byHand;
  if (runs.length < 2) return known.filter(({ name }) => name !== 'ssim');
  const compared = named(['residual', 'rmse']);
  return compared.length > 0 ? compared : known;
}

/** A curve of a run, each point with the number of its iteration. */
export interface Curve {
  readonly run: IteratedRun;
  readonly kind: CurveKind;
  readonly iterations: readonly number[];
  readonly y: readonly number[];
}

/** @param isAlone drawn by itself, in its own unit; `null` where there is nothing to draw */
export function curveOf(run: IteratedRun, kind: CurveKind, isAlone: boolean): Curve | null {
  const known = run.points.flatMap((point) => {
    const figure = kind.of(point, run);
    return figure === undefined ? [] : [{ iteration: point.iteration, figure }];
  });
  const first = known.find(({ figure }) => figure > 0)?.figure;
  if (known.length === 0 || (kind.isRelative && !isAlone && first === undefined)) return null;
  const whole = kind.isRelative ? first! : 1;
  // A logarithmic axis has no place for what is nothing, such as the total variation of a start of zeros.
  const drawn = isAlone ? known : known.filter(({ figure }) => figure > 0);
  return {
    ...{ run, kind, iterations: drawn.map(({ iteration }) => iteration) },
    y: drawn.map(({ figure }) => (isAlone ? kind.alone.value(figure, run) : figure / whole)),
  };
}
