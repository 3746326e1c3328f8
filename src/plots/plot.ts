import type { TickSteps } from './ticks.ts';

/** An axis of a plot: what is on it, in which unit. */
export interface PlotAxis {
  readonly label: string;
  /** `''` for a plain number. */
  readonly unit: string;
  /** How it begins; a button of the plot changes it. */
  readonly scale: 'linear' | 'log';
  /** What it reaches from and to at the least, so that it stands still while a curve moves. */
  readonly reaches?: readonly [least: number, most: number];
  /** Whole numbers or angles; decimals where it is left out. */
  readonly steps?: TickSteps;
}

/** A curve or a set of points; not finite where there is none. */
export interface PlotSeries {
  readonly name: string;
  /** Drawn from left to right, whatever the order; of `steps` each value holds as far as the next one's x. */
  readonly kind: 'line' | 'points' | 'steps';
  /** What is expected, beside what was measured: a broken line. */
  readonly isTheory?: boolean;
  /** Of which of several things it is, counted from 0: the curves of one share a colour and a sign, and differ in their dashes. */
  readonly group?: number;
  /** How many points it is going to have, while it grows: its signs stand where they will stand then. */
  readonly expected?: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** What each point is of, where its place does not say it. */
  readonly labels?: readonly string[];
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
