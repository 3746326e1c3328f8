import type { LaneResult } from '../lanes/lane-runs.ts';
import type { HostCopies } from '../runs/host-copies.ts';
import type { Stage } from '../stage/stage.ts';
import type { PresentExperiment } from './present-experiment.ts';

/** What is saved, and what of the page says so. */
export interface SavingParts {
  readonly present: PresentExperiment;
  readonly stage: Stage;
  readonly copies: HostCopies;
  /** The run whose volume is looked at, where one is. */
  readonly volume: () => LaneResult | null;
  /** The last whole run, which may be of an experiment that has been changed since. */
  readonly run: () => LaneResult | null;
  /** Whether nothing is reconstructed. */
  readonly readsOnly: () => boolean;
}
