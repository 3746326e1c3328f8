import type { PresentPair } from '../present/present-experiment.ts';

/** Whose pictures stand in a slot of the stage: the present experiment's, or one's that is compared with it. */
export interface Lane {
  /** Part of the ids of its panes. */
  readonly name: string;
  /** What tells its pictures from the present ones, beginning with a capital letter; `null` for the present ones. */
  readonly label: string | null;
  /** What is run for it beside the present experiment; `null` where there is nothing to run. */
  pair(present: PresentPair): PresentPair | null;
  /** Whether its slice builds up beside the present one while views arrive one by one. */
  readonly isPlayed?: boolean;
}
