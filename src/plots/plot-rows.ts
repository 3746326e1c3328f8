import type { PlotSeries } from './plot.ts';

/** The points of all series in one order, by x: a row for each x, with one point of each series at the most. */
export interface PlotRows {
  readonly x: readonly number[];
  /** For each series and row the number of its point, or −1. */
  readonly points: readonly Int32Array[];
}

/**
 * Points of the same x share a row; where a series has several at one x, each has a row. Points without a finite x have none.
 *
 * @param sees whether an x finds a place on the axis
 */
export function plotRows(series: readonly PlotSeries[], sees: (x: number) => boolean = () => true): PlotRows {
  const orders = series.map((one) => pointsByX(one).filter((point) => sees(one.x[point]!)));
  const total = orders.reduce((sum, { length }) => sum + length, 0);
  const points = series.map(() => new Int32Array(total).fill(-1));
  const heads = series.map(() => 0);
  const x: number[] = [];
  const headX = (i: number) => series[i]!.x[orders[i]![heads[i]!] ?? -1] ?? Number.POSITIVE_INFINITY;
  for (;;) {
    let next = Number.POSITIVE_INFINITY;
    for (let i = 0; i < series.length; i++) next = Math.min(next, headX(i));
    if (next === Number.POSITIVE_INFINITY) break;
    for (let i = 0; i < series.length; i++) {
      if (headX(i) === next) points[i]![x.length] = orders[i]![heads[i]!++]!;
    }
    x.push(next);
  }
  return { x, points: points.map((column) => column.subarray(0, x.length)) };
}

/** The numbers of a series' points with a finite x, from left to right; those of one x as they come. */
export function pointsByX({ x }: PlotSeries): number[] {
  return x.flatMap((value, i) => (Number.isFinite(value) ? [i] : [])).sort((a, b) => x[a]! - x[b]! || a - b);
}
