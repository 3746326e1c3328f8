import { plainText, powerText } from '../number-text.ts';
import { logTicks } from './log-ticks.ts';
import { type Tick, type TickSteps, ticks } from './ticks.ts';

/** From where to where an axis reaches, and what is written on it. */
export interface PlotScale {
  readonly isLog: boolean;
  readonly least: number;
  /** Always above `least`. */
  readonly most: number;
  readonly ticks: readonly Tick[];
  /** How far along the axis a value is: 0 at its least end, 1 at its other. */
  partOf(value: number): number;
  /** The value so far along it; also beyond its ends. */
  valueAt(part: number): number;
  /** Whether a value has a place on it: all finite ones, and on a logarithmic axis no smaller ones than its least. */
  has(value: number): boolean;
}

export interface PlotScaleWish {
  /** All that is to be seen; what is not finite, or not positive on a logarithmic axis, does not count. */
  readonly values: Iterable<number>;
  readonly isLog: boolean;
  readonly steps: TickSteps;
  readonly reaches: readonly [least: number, most: number] | null;
  /** How much is left free at either end, as part of the values' range. */
  readonly margin: number;
  /** Whether a linear axis begins at 0 where that is near: heights are compared with it. */
  readonly fromZero: boolean;
  /** About so many ticks find room. */
  readonly wantedTicks: number;
}

/** A shorter logarithmic axis would have no two ticks. */
const LEAST_DECADES = 1;
/** Further down there are but zeros that were rounded. */
const MOST_DECADES = 9;
/** Zero is near where the values reach from less than this part of the largest. */
const NEAR_ZERO = 0.5;

/** An axis on which all values are seen. */
export function plotScale(wish: PlotScaleWish): PlotScale {
  return wish.isLog ? logScale(wish) : linearScale(wish);
}

/** Whether any of them can be seen on a logarithmic axis. */
export function hasPositive(values: Iterable<number>): boolean {
  for (const value of values) if (value > 0 && Number.isFinite(value)) return true;
  return false;
}

function linearScale({ values, steps, reaches, margin, fromZero, wantedTicks }: PlotScaleWish): PlotScale {
  let [low, high] = extent(values, reaches, () => true) ?? [0, 1];
  if (fromZero && low > 0 && low < NEAR_ZERO * high) low = 0;
  if (fromZero && high < 0 && high > NEAR_ZERO * low) high = 0;
  if (low === high) {
    const half = low === 0 ? 0.5 : Math.abs(low) / 2;
    [low, high] = [low - half, high + half];
  }
  const free = margin * (high - low);
  const isBound = (end: number) => (fromZero && end === 0) || (reaches?.includes(end) ?? false);
  const least = isBound(low) ? low : low - free;
  const most = isBound(high) ? high : high + free;
  return {
    ...{ isLog: false, least, most },
    ticks: ticks(least, most, wantedTicks, steps),
    partOf: (value) => (value - least) / (most - least),
    valueAt: (part) => least + part * (most - least),
    has: Number.isFinite,
  };
}

function logScale({ values, reaches, margin, wantedTicks }: PlotScaleWish): PlotScale {
  const [lowest, high] = extent(values, reaches, (value) => value > 0) ?? [1, 10];
  const low = Math.max(lowest, high / 10 ** MOST_DECADES);
  const span = Math.log10(high) - Math.log10(low);
  const free = Math.max(margin * span, (LEAST_DECADES - span) / 2);
  const from = Math.log10(low) - free;
  const decades = span + 2 * free;
  const least = 10 ** from;
  const most = 10 ** (from + decades);
  return {
    ...{ isLog: true, least, most },
    ticks: thinned(logTicks(least, most, Math.min(3, wantedTicks)), wantedTicks).map((value) => ({
      value,
      text: value >= 1e4 || value < 1e-3 ? powerText(value) : plainText(value),
    })),
    partOf: (value) => (Math.log10(value) - from) / decades,
    valueAt: (part) => 10 ** (from + part * decades),
    has: (value) => Number.isFinite(value) && value >= least,
  };
}

/** Every second, third … of them where all find no room: of powers of ten, the same ones wherever the axis begins. */
function thinned(all: readonly number[], wanted: number): readonly number[] {
  if (all.length <= Math.max(wanted, 2)) return all;
  const powers = all.filter((value) => Number.isInteger(Math.log10(value)));
  const every = Math.ceil(powers.length / Math.max(wanted, 2));
  const kept = powers.filter((value) => Math.log10(value) % every === 0);
  return kept.length >= 2 ? kept : all.filter((_, i) => i % Math.ceil(all.length / Math.max(wanted, 2)) === 0);
}

function extent(
  values: Iterable<number>,
  reaches: readonly [number, number] | null,
  counts: (value: number) => boolean,
): [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const take = (value: number) => {
    if (!Number.isFinite(value) || !counts(value)) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const value of values) take(value);
  for (const value of reaches ?? []) take(value);
  return low <= high ? [low, high] : null;
}
