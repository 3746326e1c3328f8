import type { RemedyName } from '../../../experiment/protocols/remedies.ts';
import type { Mark, MarkForm, MarkKind } from '../../marks/mark.ts';
import type { MarkAxes } from '../../marks/mark-fields.ts';
import type { MarkValues } from '../../marks/mark-values.ts';
import type { DisplayWindow } from '../../panes/window-level.ts';
import type { Step } from '../../present/past.ts';
import type { DrawnView } from '../../views/drawn-view.ts';
import type { WindowKind } from '../../views/view.ts';
import type { AnalysisResult, LaneIteration, MeasuredNumber } from './analysis.ts';

/** What a hand asks of the room by its panel. */
export interface MeasureHand {
  draw(kind: MarkKind): void;
  choose(name: string): void;
  reshape(name: string, form: MarkForm, step: Step): void;
  remove(name: string): void;
  removeAll(): void;
  /** Which two regions are compared. */
  compare(a: string, b: string): void;
}

/** Two regions of one picture. */
export interface ShownPair {
  readonly a: string;
  readonly b: string;
  /** Every region that may be one of the two. */
  readonly among: readonly string[];
}

export interface ShownMarks {
  /** To be drawn next. */
  readonly kind: MarkKind | null;
  readonly marks: readonly Mark[];
  readonly chosen: Mark | null;
  /** Of the chosen mark's picture. */
  readonly axes: MarkAxes;
  /** `null` where there are fewer than two regions on one plane. */
  readonly pair: ShownPair | null;
}

/** What stands in the place of a plot, or what came out. */
export type ShownAnalysis =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'why-not'; readonly sentence: string }
  | { readonly kind: 'result'; readonly result: AnalysisResult }
  /** Of a run under way, computed when it is to be drawn. */
  | { readonly kind: 'growing'; result(): AnalysisResult };

/** Stands above the numbers of the run. */
export interface MeasureFace {
  readonly root: HTMLElement;
  show(shown: ShownMarks): void;
  showValues(values: readonly MarkValues[], contrast: readonly MeasuredNumber[] | null): void;
  say(sentence: string): void;
}

/** What a hand asks of the room by the pane of the analysis. */
export interface AnalysisHand {
  choose(analysis: string): void;
  /** Gives up what takes long. */
  stop(): void;
  /** Puts a phantom of the library into the scan. */
  openPhantom(name: string): void;
  /** Makes a setting such that a protocol can judge more: a step to be undone. */
  remedy(name: RemedyName): void;
  /** A hand points at what is known of an iteration, or no longer. */
  pointIteration(at: LaneIteration | null): void;
  /** Which curves are drawn, by their names; `null` as at first. */
  showCurves(names: readonly string[] | null): void;
  /** Turns the display window of a kind of pictures. @param finished when the hand lets go */
  turnWindow(kind: WindowKind, window: DisplayWindow, finished: boolean): void;
}

/** The pane in which the analysis is drawn. */
export interface AnalysisFace {
  readonly view: DrawnView;
  /** @param analysis its name */
  show(analysis: string, shown: ShownAnalysis): void;
  /** @param done of a long analysis, 0 … 1 */
  setBusy(isBusy: boolean, done: number | null): void;
}

/** What is seen of the room, besides the pictures. */
export interface MeasureFaces {
  panel(hand: MeasureHand): MeasureFace;
  pane(hand: AnalysisHand): AnalysisFace;
}
