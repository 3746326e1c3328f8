import type { PlotContent } from '../../plots/plot.ts';
import type { OfferContext } from '../report/offer.ts';

/** What of the horizontal axis is marked out over the plot, such as a display window. */
export interface PlotBand {
  readonly from: number;
  readonly to: number;
  /** What its edges are called. */
  readonly names: { readonly from: string; readonly to: string };
  /** A value of the axis in words. */
  textOf(value: number): string;
}

/** A hand has moved it. @param finished when the hand lets go */
export type PlotBandMoved = (from: number, to: number, finished: boolean) => void;

export interface PlotFigureOptions {
  /** Another heading stands above it, or none is wanted; files still carry the title. */
  readonly hasTitle?: boolean;
  /** A point was clicked, or Enter was pressed on it: the number of the series and of the point in it. */
  readonly onChosen?: (series: number, point: number) => void;
  /** The pointer or the keys have come to a point, or to none. */
  readonly onPointed?: (at: { readonly series: number; readonly point: number } | null) => void;
  readonly onBand?: PlotBandMoved;
  /** What a report says beside the plot, when it is put into one. */
  readonly reported?: () => OfferContext;
}

/**
 * A plot on the page, with axes, legend, log switches, the values under the pointer or under the keys, and a table behind it.
 * Made by `makePlotFigure` of `plot-figure.ts`, which is fetched when the first one is needed. It is as wide as its place, and
 * as high where that has a height.
 */
export interface PlotFigure {
  readonly root: HTMLElement;
  show(content: PlotContent): void;
  /** Marks out a part of the horizontal axis, which a hand may move; `null` for none. */
  showBand(band: PlotBand | null): void;
  dispose(): void;
}
