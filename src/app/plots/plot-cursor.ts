import type { PlotContent, PlotSeries } from '../../plots/plot.ts';
import type { PlotLayout } from '../../plots/plot-layout.ts';
import { pointsByX } from '../../plots/plot-rows.ts';
import { isSeen } from '../../plots/plot-shapes.ts';
import { readingWithUnit } from '../../plots/plot-words.ts';

/** A point of a plot: of which series, and which of its points. */
export interface PlotPoint {
  readonly series: number;
  readonly point: number;
}

/** Where a key goes from a point: to others of its series, or to another series. */
export type CursorMove = 'left' | 'right' | 'far-left' | 'far-right' | 'first' | 'last' | 'up' | 'down';

const FAR = 10;

/** The point nearest to a place, CSS pixels of the area; `null` where no point is nearer than `withinPixels`. */
export function nearestPoint(
  { series }: PlotContent,
  layout: PlotLayout,
  across: number,
  down: number,
  withinPixels = Number.POSITIVE_INFINITY,
): PlotPoint | null {
  let nearest: PlotPoint | null = null;
  let least = withinPixels ** 2;
  for (const [i, { x, y }] of series.entries()) {
    for (let point = 0; point < x.length; point++) {
      if (!isSeen(x[point]!, y[point]!, layout)) continue;
      const distance = (layout.across(x[point]!) - across) ** 2 + (layout.down(y[point]!) - down) ** 2;
      if (distance >= least) continue;
      least = distance;
      nearest = { series: i, point };
    }
  }
  return nearest;
}

/** Where the cursor goes from a point, or begins; `null` where nothing can be seen. */
export function movedPoint(
  { series }: PlotContent,
  layout: PlotLayout,
  from: PlotPoint | null,
  move: CursorMove,
): PlotPoint | null {
  const seen = series.map((one) => pointsByX(one).filter((point) => isSeen(one.x[point]!, one.y[point]!, layout)));
  const first = seen.findIndex(({ length }) => length > 0);
  if (first < 0) return null;
  const points = from && seen[from.series];
  const place = from && points ? points.indexOf(from.point) : -1;
  // What it stood on is no longer there.
  if (!from || !points || place < 0) return { series: first, point: seen[first]![0]! };
  if (move === 'up' || move === 'down') {
    const others = seen.flatMap(({ length }, i) => (length > 0 ? [i] : []));
    const next = others[others.indexOf(from.series) + (move === 'up' ? -1 : 1)];
    if (next === undefined) return from;
    return { series: next, point: nearestInX(series[next]!, seen[next]!, series[from.series]!.x[from.point]!) };
  }
  const last = points.length - 1;
  const goal = {
    ...{ left: place - 1, right: place + 1, 'far-left': place - FAR, 'far-right': place + FAR },
    ...{ first: 0, last },
  }[move];
  return { series: from.series, point: points[Math.max(0, Math.min(last, goal))]! };
}

function nearestInX({ x }: PlotSeries, points: readonly number[], wanted: number): number {
  return points.reduce((best, point) => (Math.abs(x[point]! - wanted) < Math.abs(x[best]! - wanted) ? point : best));
}

/** A point in words: `Hann: Frequency 0.25 1/mm, MTF 0.5 ± 0.01`. */
export function pointText({ series, horizontal, vertical }: PlotContent, { series: index, point }: PlotPoint): string {
  const one = series[index]!;
  const error = one.errors?.[point];
  const label = one.labels?.[point];
  const spread = error !== undefined && error > 0 ? ` ± ${readingWithUnit(error, vertical)}` : '';
  return (
    `${one.name}${label === undefined ? '' : `, ${label}`}: ${horizontal.label} ${readingWithUnit(one.x[point]!, horizontal)}, ` +
    `${vertical.label} ${readingWithUnit(one.y[point]!, vertical)}${spread}`
  );
}
