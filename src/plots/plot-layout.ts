import type { PlotAxis, PlotContent } from './plot.ts';
import { type PlotScale, plotScale } from './plot-scale.ts';

/** Where a plot's curves are drawn within its area, CSS pixels, and what its axes are. */
export interface PlotLayout {
  readonly width: number;
  readonly height: number;
  readonly fontPixels: number;
  /** Of the frame that the axes make. */
  readonly left: number;
  readonly top: number;
  readonly frameWidth: number;
  readonly frameHeight: number;
  readonly horizontal: PlotScale;
  readonly vertical: PlotScale;
  /** Pixels from the area's left edge, and from its top. */
  across(x: number): number;
  down(y: number): number;
}

export interface PlotLayoutWish {
  readonly width: number;
  readonly height: number;
  /** Height of the type of ticks. */
  readonly fontPixels: number;
  readonly horizontalIsLog: boolean;
  readonly verticalIsLog: boolean;
  /** Above the frame, for the names of marks. */
  readonly hasMarks: boolean;
}

/** A generous width of a digit for any font, in parts of its size. */
const DIGIT_WIDTH = 0.62;
export const TICK_PIXELS = 4;
const GAP_PIXELS = 3;

/** Lays a plot out: the same on screen and in a file. */
export function plotLayout(content: PlotContent, wish: PlotLayoutWish): PlotLayout {
  const { width, height, fontPixels } = wish;
  const bottom = fontPixels * 1.3 + TICK_PIXELS + GAP_PIXELS;
  const top = Math.ceil(fontPixels * (wish.hasMarks ? 1.4 : 0.6));
  const frameHeight = Math.max(height - top - bottom, 10);
  const vertical = plotScale({
    ...of(content.vertical),
    ...{ values: heights(content), isLog: wish.verticalIsLog, fromZero: true, margin: 0.06 },
    wantedTicks: Math.max(2, Math.min(8, Math.floor(frameHeight / (2.4 * fontPixels)))),
  });
  const longest = Math.max(0, ...vertical.ticks.map(({ text }) => text.length));
  const left = Math.ceil(longest * fontPixels * DIGIT_WIDTH + TICK_PIXELS + 2 * GAP_PIXELS);
  const right = Math.ceil(fontPixels * 1.2);
  const frameWidth = Math.max(width - left - right, 10);
  const hasCurves = content.series.some(({ kind }) => kind !== 'points');
  const horizontal = plotScale({
    ...of(content.horizontal),
    ...{ values: places(content), isLog: wish.horizontalIsLog, fromZero: false, margin: hasCurves ? 0.01 : 0.06 },
    wantedTicks: Math.max(3, Math.min(9, Math.floor(frameWidth / (5 * fontPixels)))),
  });
  return {
    ...{ width, height, fontPixels, left, top, frameWidth, frameHeight, horizontal, vertical },
    across: (x) => left + horizontal.partOf(x) * frameWidth,
    down: (y) => top + (1 - vertical.partOf(y)) * frameHeight,
  };
}

function of({ reaches, steps }: PlotAxis) {
  return { reaches: reaches ?? null, steps: steps ?? ('decimal' as const) };
}

/** All that has to be seen from left to right. */
export function* places({ series, marks }: PlotContent): Generator<number> {
  for (const { x } of series) yield* x;
  for (const { x } of marks ?? []) yield x;
}

/** All that has to be seen from top to bottom, error bars included. */
export function* heights({ series }: PlotContent): Generator<number> {
  for (const { y, errors } of series) {
    yield* y;
    if (!errors) continue;
    for (const [i, value] of y.entries()) {
      const error = errors[i];
      if (error === undefined) continue;
      yield value - error;
      yield value + error;
    }
  }
}
