import type { PlotSeries } from '../../plots/plot.ts';
import type { SweepOutline } from './sweep-result.ts';

/** What the number of photons is proportional to as long as nothing else is turned, and what the law calls it. */
const DOSES: Readonly<Record<string, string>> = {
  'acquisition.noise.photons': 'photons',
  relativeDose: 'dose',
  ctdiVol: 'dose',
};

/**
 * The law noise ∝ 1/√dose, which photons that are counted independently obey (Poisson), at the doses of a sweep's points and through
 * their middle, the geometric means of both. `null` where photons are not all that is turned, or something else is plotted.
 *
 * @param x the name of what is plotted across, `y` of what is plotted upwards
 */
export function noiseLaw(
  { knobs }: Pick<SweepOutline, 'knobs'>,
  x: string,
  y: string,
  points: Pick<PlotSeries, 'x' | 'y'>,
): PlotSeries | null {
  const dose = DOSES[x];
  if (knobs.length !== 1 || knobs[0]!.name !== 'acquisition.noise.photons' || y !== 'noise' || !dose) return null;
  const logs = logarithmsOf(points);
  if (logs.length < 2) return null;
  const amount = mean(logs.map(({ y: noise, x: of }) => noise + of / 2));
  const places = points.x.filter((place) => place > 0);
  return {
    ...{ name: `∝ 1/√${dose}`, kind: 'line', isTheory: true },
    ...{ x: places, y: places.map((place) => Math.exp(amount) / Math.sqrt(place)) },
  };
}

/**
 * The slope of the straight line that fits the logarithms best (least squares), which is the power of a power law. Points that
 * have no logarithm are left out; `null` where fewer than two are left, or all are above one another.
 */
export function logarithmicSlope(points: Pick<PlotSeries, 'x' | 'y'>): number | null {
  const logs = logarithmsOf(points);
  const [middleX, middleY] = [mean(logs.map(({ x }) => x)), mean(logs.map(({ y }) => y))];
  const spread = logs.reduce((sum, { x }) => sum + (x - middleX) ** 2, 0);
  const both = logs.reduce((sum, { x, y }) => sum + (x - middleX) * (y - middleY), 0);
  return spread > 0 ? both / spread : null;
}

function logarithmsOf({ x, y }: Pick<PlotSeries, 'x' | 'y'>): { readonly x: number; readonly y: number }[] {
  return x
    .map((value, i) => ({ x: Math.log(value), y: Math.log(y[i]!) }))
    .filter((logs) => Number.isFinite(logs.x) && Number.isFinite(logs.y));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
