import type { Experiment } from '../../experiment/experiment.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { VolumeLook } from '../../experiment/volume-look.ts';

/** What somebody wants to see. */
export interface RunRequest {
  readonly experiment: Experiment;
  readonly subject: Subject;
  /** While a control moves a preview may stand in where the machine is slow; on release the run is whole. */
  readonly moving: boolean;
  /** What is looked at of a volume, where one is shown. */
  readonly look?: VolumeLook | undefined;
  /** Whether nothing is reconstructed. */
  readonly readsOnly?: boolean | undefined;
  /** Whether the look is all that is new: what it looks at is there, and nothing coarser is wanted instead. */
  readonly onlyLooks?: boolean;
}
