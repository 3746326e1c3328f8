/** An axis of a plot: what is on it, in which unit. */
export interface PlotAxis {
  readonly label: string;
  /** `''` for a plain number. */
  readonly unit: string;
  readonly scale: 'linear' | 'log';
}

/** A curve or a set of points; not finite where there is none. */
export interface PlotSeries {
  readonly name: string;
  readonly kind: 'line' | 'points' | 'steps';
  /** What is expected, beside what was measured. */
  readonly isTheory?: boolean;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Half the length of the error bar at each point. */
  readonly errors?: readonly number[];
}

/** A place on the horizontal axis with a name, such as f50. */
export interface PlotMark {
  readonly x: number;
  readonly label: string;
}

/** What a plot shows, and what its table and its files say. */
export interface PlotContent {
  readonly title: string;
  readonly horizontal: PlotAxis;
  readonly vertical: PlotAxis;
  readonly series: readonly PlotSeries[];
  readonly marks?: readonly PlotMark[];
}

/**
 * A plot on the page, with axes, legend, log switches, the values under the pointer or under the keys, and a table behind it.
 * Made by `plot-figure.ts`, which is fetched when the first one is needed.
 */
export interface PlotFigure {
  readonly root: HTMLElement;
  show(content: PlotContent): void;
  dispose(): void;
}
