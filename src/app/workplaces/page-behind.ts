import type { Mark } from '../marks/mark.ts';
import type { KeptPairs } from '../present/kept-experiments.ts';
import type { TurnedState } from '../views/turned-windows.ts';

/** What of the page a link carries behind the experiment. */
export interface PageBehind {
  readonly workplace: string;
  /** What the workplace's room is about; `null` says nothing. */
  readonly state: unknown;
  /** The experiments that are kept as A, B and C; `null` says nothing. */
  readonly kept: KeptPairs | null;
  /** Windows that a hand has turned, besides that of the slice; `null` says nothing. */
  readonly windows: TurnedState | null;
  /** `null` where nothing is marked. */
  readonly marks: readonly Mark[] | null;
  /** A sweep that the link is about, checked, as its file would say it. */
  readonly sweep?: object;
}

/** By the name of its workplace, or as `kept`, `windows`, `marks` and `sweep`. */
export type Besides = Readonly<Record<string, unknown>>;
