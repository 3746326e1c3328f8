import type { Artefact } from '../../../experiment/artefacts.ts';
import type { Experiment } from '../../../experiment/experiment.ts';
import type { PresentPair } from '../../present/present-experiment.ts';
import type { LabBeside } from './lab-face.ts';

/** The artefact that is on, over which scan, and how strong it is. */
export interface ShownArtefact {
  readonly artefact: Artefact;
  readonly base: Experiment;
  readonly strength: number;
}

/** What the laboratory is about at a moment. */
export interface LabMoment {
  /** What was on the page before the laboratory. */
  readonly before: PresentPair;
  readonly shown: ShownArtefact;
  /** What stands beside it. */
  readonly scans: Readonly<Record<'undisturbed' | 'cured', PresentPair>> & { readonly iterated: PresentPair | null };
  readonly beside: LabBeside;
}
