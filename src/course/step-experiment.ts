import { type Experiment, experimentJson, resolveExperiment } from '../experiment/experiment.ts';
import { type ExperimentPatch, patched } from '../experiment/experiment-patch.ts';
import { type ExperimentInput, parseExperimentInput } from '../experiment/experiment-schema.ts';
import type { Subject } from '../experiment/subject.ts';
import type { Lesson, LessonLane, LessonStep } from './lesson.ts';

/** An experiment and what it is about. */
export interface StepPair {
  readonly experiment: Experiment;
  readonly subject: Subject;
}

/** What a step's experiment is before it is resolved: the defaults, changed by its lesson, changed by it. */
export function stepInput(
  { experiment, name }: Lesson,
  step: LessonStep,
  further: ExperimentPatch = {},
): ExperimentInput {
  const json = patched(patched(patched({ version: 2 }, experiment), step.experiment), further);
  return parseExperimentInput(json, `lesson ${name}: ${step.id}: experiment`);
}

/**
 * The step's experiment, resolved.
 *
 * @param load what an experiment is about
 * @param further changes that come on top of it: what follows a prediction, a solution
 * @throws InputError (rejects) naming what is wrong
 */
export async function stepPair(
  lesson: Lesson,
  step: LessonStep,
  load: (input: ExperimentInput) => Promise<Subject>,
  further: ExperimentPatch = {},
): Promise<StepPair> {
  const input = stepInput(lesson, step, further);
  const subject = await load(input);
  return { experiment: resolveExperiment(input, subject), subject };
}

/**
 * What a lane of a step runs beside an experiment about the same subject.
 *
 * @throws InputError naming what is wrong
 */
export function lanePair(lane: LessonLane, { experiment, subject }: StepPair): StepPair {
  const json = patched(experimentJson(experiment), lane.experiment);
  return { experiment: resolveExperiment(parseExperimentInput(json, lane.name), subject), subject };
}
