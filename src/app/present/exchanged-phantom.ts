import { stopsAtNoise, withoutNoise } from '../../experiment/change-method.ts';
import { displayUnitOf, type Experiment, resolveExperiment } from '../../experiment/experiment.ts';
import { parseExperimentInput } from '../../experiment/experiment-schema.ts';
import { fittedToField } from '../../experiment/fit-to-field.ts';
import type { Subject } from '../../experiment/subject.ts';
import { changedExperiment } from './changed-experiment.ts';
import type { PresentPair } from './present-experiment.ts';

/**
 * A phantom in the scan of another experiment, which is fitted to the phantom where the sizes do not go together. A
 * measurement's scan is its own, and none for a phantom.
 *
 * @param phantom as experiments name it
 * @param subject what that is
 * @throws InputError naming the path of what cannot be
 */
export function inScanOf(base: PresentPair, phantom: unknown, subject: Subject): Experiment {
  const { acquisition, scan, corrections, reconstruction, seed, display } = base.experiment;
  const isOfPhantom = base.subject.kind !== 'measurement';
  const kept = isOfPhantom ? { phantom, scan, reconstruction: withoutNoise(reconstruction), seed } : { phantom };
  const fitted = fittedToField(resolveExperiment(parseExperimentInput(kept), subject), subject);
  const keepsWindow =
    displayUnitOf(subject) === displayUnitOf(base.subject) && !hasOwnWindow(subject) && !hasOwnWindow(base.subject);
  // The noise comes with the beam.
  const stop = stopsAtNoise(reconstruction) && { reconstruction: { own: { stop: 'discrepancy' } } };
  const beam = isOfPhantom ? { acquisition, corrections, ...stop } : {};
  const { display: _usual, ...fitting } = changedExperiment(fitted, beam, subject);
  const whole = { ...fitting, phantom };
  const checked = parseExperimentInput(keepsWindow && display ? { ...whole, display } : whole);
  return resolveExperiment(checked, subject);
}

/** Whether a phantom brings a window of its own; before and after it the usual windows hold. */
function hasOwnWindow(subject: Subject): boolean {
  return 'window' in subject && subject.window !== undefined;
}

/** A phantom with sentences that are said with what its own file says of it; only pictures have such. */
export function withRemarks(subject: Subject, remarks: readonly string[]): Subject {
  if (remarks.length === 0 || subject.kind !== 'image') return subject;
  return { ...subject, remarks: [...remarks, ...(subject.remarks ?? [])] };
}
