import { type Experiment, experimentJson } from '../../experiment/experiment.ts';
import { type ExperimentPatch, patchBetween } from '../../experiment/experiment-patch.ts';
import { isImageReference } from '../../experiment/experiment-schema.ts';
import type { PresentPair } from './moment.ts';

/** What leads from the experiment of a link to another one that the link carries too: two experiments have much in common. */
export function patchTo(experiment: Experiment, present: Experiment): ExperimentPatch {
  return patchBetween(experimentJson(present), experimentJson(experiment)) as ExperimentPatch;
}

/** Whether whoever has the present experiment and what a link says can have an experiment's subject too. */
export function canBeCarried({ experiment, subject }: PresentPair, present: PresentPair): boolean {
  return subject === present.subject || !(experiment.measurement || isImageReference(experiment.phantom));
}
