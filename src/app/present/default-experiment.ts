import { type Experiment, resolveExperiment } from '../../experiment/experiment.ts';
import { type ExperimentInput, parseExperimentInput } from '../../experiment/experiment-schema.ts';
import { fittedToField } from '../../experiment/fit-to-field.ts';
import type { Subject } from '../../experiment/subject.ts';
import { asInFiles } from '../../experiment/taken-readings.ts';

/**
 * What a bare address shows: every default, and the better interpolation. In experiments that do not name one it is
 * linear, so that older links show what they did.
 */
export const START = { reconstruction: { interpolation: 'smooth' } };

/** The default experiment of the phantom or the measured data that another one is about. */
export function defaultOf({ phantom, measurement }: Experiment): ExperimentInput {
  return parseExperimentInput({
    ...START,
    ...(measurement ? { measurement: asInFiles(measurement) } : { phantom }),
  });
}

/** With every setting as it usually is for what is scanned. */
export function usualExperiment(input: ExperimentInput, subject: Subject): Experiment {
  return fittedToField(resolveExperiment(input, subject), subject);
}
