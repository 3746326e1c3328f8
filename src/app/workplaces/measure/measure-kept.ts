import { isAlike } from '../../present/moment.ts';
import { ANALYSES } from './analyses.ts';

/** What is chosen in the room: comes back with the present experiment, and with a link to it. */
export interface MeasureKept {
  /** The name of the analysis. */
  readonly analysis: string;
  /** The regions that are compared, by the names of their marks; `null` for the first two. */
  readonly pair: readonly [string, string] | null;
  /** The curves that are drawn, of an analysis that has several, by their names; `null` before a hand has chosen any. */
  readonly curves: readonly string[] | null;
}

export const FIRST_KEPT: MeasureKept = { analysis: ANALYSES.names[0]!, pair: null, curves: null };

/** It where it is another than at first. */
export function choicesMade(kept: MeasureKept): MeasureKept | null {
  return isAlike(kept, FIRST_KEPT) ? null : kept;
}
