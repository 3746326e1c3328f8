import type { PlotAxis, PlotContent, PlotSeries } from '../../plots/plot.ts';
import { valueText } from './knob.ts';
import { noiseLaw } from './noise-law.ts';
import {
  type KnobOutline,
  type Measured,
  type PointResult,
  pointResults,
  type SweepOutline,
  unitOf,
} from './sweep-result.ts';

/** What one plot shows: a measure over a knob, or over another measure. */
export interface PlotWish {
  /** The first knob where it is left out. */
  readonly x?: string | undefined;
  readonly y: string;
  readonly xScale?: 'linear' | 'log' | undefined;
  readonly yScale?: 'linear' | 'log' | undefined;
}

/** The plots that a sweep asks for; where it asks for none, every measure over the first knob. */
export function sweepPlots(outline: SweepOutline, measured: readonly Measured[]): PlotContent[] {
  const wishes = outline.plots ?? outline.measures.map(({ name }) => ({ y: name }));
  return wishes.map((wish) => sweepPlot(outline, measured, wish));
}

/**
 * A measure over a knob, with a curve for each value of the other knob, or over another measure, with the points of a knob
 * joined in its order. Points are means over the seeds, error bars their standard errors. Noise over dose has its law beside it.
 */
export function sweepPlot(outline: SweepOutline, measured: readonly Measured[], wish: PlotWish): PlotContent {
  const results = pointResults(outline, measured);
  const { x = outline.knobs[0]!.name, y } = wish;
  const across = outline.knobs.findIndex(({ name }) => name === x);
  const knob = outline.knobs[across];
  const vertical: PlotAxis = { ...measureAxis(outline, measured, y), scale: wish.yScale ?? 'linear' };
  const horizontal: PlotAxis = knob
    ? { ...knobAxis(knob), scale: wish.xScale ?? (knob.isLogarithmic ? 'log' : 'linear') }
    : { ...measureAxis(outline, measured, x), scale: wish.xScale ?? 'linear' };
  const placeOf = (result: PointResult) => {
    if (!knob) return result.statistics[x]?.mean ?? Number.NaN;
    const value = result.values[across]!;
    return typeof value === 'number' && knob.isNumeric ? value : outline.points[result.point]!.positions[across]! + 1;
  };
  // Over another measure the first knob runs along each curve, as it does over itself.
  const along = knob ? across : 0;
  const series = curvesOf(outline, results, along).map(({ name, points }): PlotSeries => {
    const errors = points.map(({ statistics }) => statistics[y]?.standardError ?? 0);
    const x = points.map(placeOf);
    // Over another measure a line goes from left to right as well, which must be the knob's way.
    const isJoined = outline.knobs[along]!.isNumeric && points.length > 1 && (knob !== undefined || goesOneWay(x));
    return {
      name: name === '' ? vertical.label : name,
      kind: isJoined ? 'line' : 'points',
      x,
      y: points.map(({ statistics }) => statistics[y]?.mean ?? Number.NaN),
      ...(!knob &&
        outline.knobs[along]!.isNumeric && {
          labels: points.map((point) => labelOf(outline.knobs[along]!, point.values[along]!)),
        }),
      ...(errors.some((error) => error > 0) && { errors }),
    };
  });
  const law = series[0] && noiseLaw(outline, x, y, series[0]);
  return {
    title: outline.title ?? `${vertical.label} over ${horizontal.label}`,
    horizontal,
    vertical,
    series: law ? [...series, law] : series,
  };
}

/** Whether they rise all the way, or fall. */
function goesOneWay(x: readonly number[]): boolean {
  const steps = x.slice(1).map((value, i) => Math.sign(value - x[i]!));
  return steps.every((step) => step === steps[0] && step !== 0 && !Number.isNaN(step));
}

/** Where a knob stood, as a point that does not say it is told by. */
function labelOf(knob: KnobOutline, value: PointResult['values'][number]): string {
  return `${knob.label} ${valueText(knob, { value })}`;
}

interface Curve {
  readonly name: string;
  readonly points: readonly PointResult[];
}

/** The points of every value of the other knob, which names the curve. Words that an axis cannot have are curves of their own. */
function curvesOf({ knobs, points }: SweepOutline, results: readonly PointResult[], along: number): Curve[] {
  const other = knobs.findIndex((_, i) => i !== along);
  const own = knobs[along]!;
  if (other < 0 && own.isNumeric) return [{ name: '', points: results }];
  const by = other < 0 ? along : other;
  return knobs[by]!.values.map((value, position) => ({
    name: valueText(knobs[by]!, value),
    points: results.filter(({ point }) => points[point]!.positions[by] === position),
  }));
}

function knobAxis(knob: KnobOutline): Omit<PlotAxis, 'scale'> {
  const { label, unit, isNumeric, values } = knob;
  if (isNumeric) return { label, unit };
  return {
    label: `${label}: ${values.map((value, i) => `${i + 1} ${valueText(knob, value)}`).join(', ')}`,
    unit: '',
    steps: 'integer',
  };
}

function measureAxis(outline: SweepOutline, measured: readonly Measured[], name: string): Omit<PlotAxis, 'scale'> {
  const { label } = outline.measures.find((measure) => measure.name === name)!;
  return { label, unit: unitOf(name, measured) ?? 'various' };
}
