import type { PlotContent, PlotSeries } from './plot.ts';
import type { PlotLayout } from './plot-layout.ts';
import type { MarkerShape, PlotLook } from './plot-looks.ts';
import { pointsByX } from './plot-rows.ts';

// Shapes as the path data of SVG, which canvases draw too: what is saved is what was on screen.

/** A sign about a point, `radius` pixels to all sides. */
export function markerPath(shape: MarkerShape, x: number, y: number, radius: number): string {
  const [r, n] = [radius, (value: number) => Number(value.toFixed(2))];
  const polygon = (...corners: readonly (readonly [number, number])[]) =>
    `M${corners.map(([dx, dy]) => `${n(x + dx * r)} ${n(y + dy * r)}`).join('L')}Z`;
  switch (shape) {
    case 'circle':
      return `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`;
    case 'square':
      return polygon([-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]);
    case 'triangle':
      return polygon([0, -1.15], [1.1, 0.85], [-1.1, 0.85]);
    case 'down':
      return polygon([0, 1.15], [1.1, -0.85], [-1.1, -0.85]);
    case 'diamond':
      return polygon([0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]);
    case 'cross':
      return [
        `M${n(x - r)} ${n(y - r)}L${n(x + r)} ${n(y + r)}`,
        `M${n(x - r)} ${n(y + r)}L${n(x + r)} ${n(y - r)}`,
      ].join('');
  }
}

/** The signs of all points that have one. */
export function markersPath(series: PlotSeries, look: PlotLook, layout: PlotLayout, radius: number): string {
  const { marker } = look;
  if (!marker) return '';
  return pointsByX(series)
    .filter((point, place) => place % look.markerEvery === 0 && isSeen(series.x[point]!, series.y[point]!, layout))
    .map((point) => markerPath(marker, layout.across(series.x[point]!), layout.down(series.y[point]!), radius))
    .join('');
}

/** Whether a point has a place on both axes. */
export function isSeen(x: number, y: number, { horizontal, vertical }: PlotLayout): boolean {
  return horizontal.has(x) && vertical.has(y);
}

/** Error bars with a stroke at either end; one that leaves a logarithmic axis ends at its foot, without a stroke. */
export function errorBarsPath({ x, y, errors }: PlotSeries, layout: PlotLayout, halfStroke: number): string {
  if (!errors) return '';
  const n = (value: number) => Number(value.toFixed(2));
  return x
    .map((place, i) => {
      const error = errors[i]!;
      if (!(error > 0) || !isSeen(place, y[i]!, layout)) return '';
      const across = layout.across(place);
      const low = y[i]! - error;
      const endsWithin = layout.vertical.has(low);
      const foot = endsWithin ? layout.down(low) : layout.top + layout.frameHeight;
      const head = layout.down(y[i]! + error);
      const stroke = (at: number) => `M${n(across - halfStroke)} ${n(at)}H${n(across + halfStroke)}`;
      return `M${n(across)} ${n(foot)}V${n(head)}${stroke(head)}${endsWithin ? stroke(foot) : ''}`;
    })
    .join('');
}

/** A mark's line, and where its name stands above it. */
export interface PlacedMark {
  readonly label: string;
  readonly across: number;
  /** The side of the line on which the name is. */
  readonly anchor: 'start' | 'end' | 'middle';
}

/**
 * Names stand over the middle of their lines; two that would run into each other stand to either side of theirs. One for
 * which there is no room is left out.
 */
export function placedMarks({ marks = [] }: PlotContent, layout: PlotLayout): PlacedMark[] {
  const [least, most] = [layout.left, layout.left + layout.frameWidth];
  const reachOf = ({ label, across, anchor }: PlacedMark): readonly [number, number] => {
    const width = label.length * layout.fontPixels * 0.62;
    const start = across - { start: 0, middle: width / 2, end: width }[anchor];
    return [start, start + width];
  };
  const isWithin = (mark: PlacedMark) => reachOf(mark)[0] >= least && reachOf(mark)[1] <= most;
  const areApart = (one: PlacedMark | undefined, next: PlacedMark) => !one || reachOf(one)[1] <= reachOf(next)[0];
  const placed: PlacedMark[] = [];
  for (const { x, label } of [...marks].sort((a, b) => a.x - b.x)) {
    if (!layout.horizontal.has(x)) continue;
    const middle: PlacedMark = { label, across: layout.across(x), anchor: 'middle' };
    const [start, end] = reachOf(middle);
    const mark: PlacedMark = { ...middle, anchor: start < least ? 'start' : end > most ? 'end' : 'middle' };
    const before = placed.at(-1);
    if (!before || areApart(before, mark)) {
      placed.push(mark);
      continue;
    }
    const aside: PlacedMark = { ...before, anchor: 'end' };
    const canGoAside = before.anchor === 'middle' && isWithin(aside) && areApart(placed.at(-2), aside);
    const right: PlacedMark = { ...mark, anchor: 'start' };
    if (canGoAside && (isWithin(right) || areApart(aside, mark))) {
      placed[placed.length - 1] = aside;
      placed.push(isWithin(right) ? right : mark);
    } else placed.push(isWithin(right) && areApart(before, right) ? right : { ...mark, label: '' });
  }
  return placed;
}

/** How many points a logarithmic axis has no place for. Steps at 0, such as the empty bins of a histogram, hide nothing. */
export function countHidden(series: readonly PlotSeries[], layout: PlotLayout): number {
  let hidden = 0;
  for (const { x, y, kind } of series) {
    for (const [i, place] of x.entries()) {
      const value = y[i]!;
      const isThere = Number.isFinite(place) && Number.isFinite(value) && !(kind === 'steps' && value === 0);
      if (isThere && !isSeen(place, value, layout)) hidden++;
    }
  }
  return hidden;
}

/** A curve from left to right, broken where there is no value. */
export function curvePath(series: PlotSeries, layout: PlotLayout): string {
  const { x, y, kind } = series;
  let path = '';
  let isBroken = true;
  for (const point of pointsByX(series)) {
    if (!isSeen(x[point]!, y[point]!, layout)) {
      isBroken = true;
      continue;
    }
    const [across, down] = [layout.across(x[point]!).toFixed(2), layout.down(y[point]!).toFixed(2)];
    if (isBroken) path += `M${across} ${down}`;
    else path += kind === 'steps' ? `H${across}V${down}` : `L${across} ${down}`;
    isBroken = false;
  }
  return path;
}
