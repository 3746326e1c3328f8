import { coarseEnough, iteratedReconstruction } from './artefact-iterations.ts';
import type { Artefact } from './artefacts.ts';
import { type Experiment, experimentJson, scanOf } from './experiment.ts';
import { patched } from './experiment-patch.ts';
import { fieldOfView } from './field-advice.ts';
import type { Subject } from './subject.ts';

/** One scan with an artefact, without it, with its cure, and iterated: experiments as JSON carries them. */
export interface ArtefactScans {
  readonly undisturbed: unknown;
  readonly disturbed: unknown;
  readonly cured: unknown;
  /** The readings with the artefact by an iterative method; `null` where none helps. */
  readonly iterated: unknown;
}

/**
 * What the laboratory makes of a scan.
 *
 * @param present a scan of the phantom that is to show the artefact
 * @param strength of the cause, more than 0, up to 1
 */
export function artefactScans(present: Experiment, artefact: Artefact, strength: number): ArtefactScans {
  const base = coarseEnough(artefact.name, present);
  const undisturbed = patched(experimentJson(base), artefact.undisturbed(base));
  const disturbed = patched(undisturbed, artefact.cause(base, strength));
  const cured = patched(disturbed, artefact.cure(base, strength));
  const experiment = disturbed as Experiment;
  const reconstruction = iteratedReconstruction(artefact.name, experiment);
  return { undisturbed, disturbed, cured, iterated: reconstruction && { ...experiment, reconstruction } };
}

/** How far from the axis an artefact is measured: as far as every view sees, or everywhere. @param disturbed has it */
export function measuredRadiusMm(artefact: Artefact, disturbed: Experiment, subject: Subject): number {
  return artefact.isMeasuredWithinField ? fieldOfView(scanOf(disturbed, subject)).radiusMm : Number.POSITIVE_INFINITY;
}
