import type { PlotContent } from '../../plots/plot.ts';

export interface PlotFigureOptions {
  /** Another heading stands above it, or none is wanted; files still carry the title. */
  readonly hasTitle?: boolean;
  /** A point was clicked, or Enter was pressed on it: the number of the series and of the point in it. */
  readonly onChosen?: (series: number, point: number) => void;
}

/**
 * A plot on the page, with axes, legend, log switches, the values under the pointer or under the keys, and a table behind it.
 * Made by `makePlotFigure` of `plot-figure.ts`, which is fetched when the first one is needed. It is as wide as its place, and
 * as high where that has a height.
 */
export interface PlotFigure {
  readonly root: HTMLElement;
  show(content: PlotContent): void;
  dispose(): void;
}
