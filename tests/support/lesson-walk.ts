// Steps of lessons, run on the engine as the page runs them: the step's experiment, its lanes beside it, and its numbers.

import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import type { Lesson, LessonStep } from '../../src/course/lesson.ts';
import { type Figure, figuresOf, PRESENT_RUN, type StepRun, type StepRuns } from '../../src/course/quantity.ts';
import { lanePair, type StepPair, stepPair } from '../../src/course/step-experiment.ts';
import type { ExperimentPatch } from '../../src/experiment/experiment-patch.ts';
import type { ExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { readMeasuredRun } from '../../src/experiment/run-measures/measured-run.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject, type Subject } from '../../src/experiment/subject.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';

/** Runs steps one after the other; what two of them have in common is loaded and run once. */
export class LessonWalk {
  readonly #operators: Operators;
  readonly #subjects = new Map<string, Promise<Subject>>();
  readonly #runs = new Map<string, Promise<StepRun>>();

  constructor(operators: Operators) {
    this.#operators = operators;
  }

  pairOf(lesson: Lesson, step: LessonStep, further: ExperimentPatch = {}): Promise<StepPair> {
    return stepPair(lesson, step, (input) => this.#subjectOf(input), further);
  }

  /** @param further on top of the step's experiment; lanes that do not follow stay as the step began */
  async runs(lesson: Lesson, step: LessonStep, further: ExperimentPatch = {}): Promise<StepRuns> {
    const [began, present] = [await this.pairOf(lesson, step), await this.pairOf(lesson, step, further)];
    const runs = new Map([[PRESENT_RUN, await this.#run(present)]]);
    for (const lane of step.lanes) {
      runs.set(lane.name, await this.#run(lanePair(lane, lane.follows ? present : began)));
    }
    return runs;
  }

  async figures(
    lesson: Lesson,
    step: LessonStep,
    further: ExperimentPatch = {},
  ): Promise<ReadonlyMap<string, Figure | null>> {
    if (Object.keys(step.values).length === 0) return new Map();
    const runs = await this.runs(lesson, step, further);
    return figuresOf(step.values, runs);
  }

  #subjectOf(input: ExperimentInput): Promise<Subject> {
    const key = JSON.stringify(input.phantom);
    const subject =
      this.#subjects.get(key) ?? loadSubject(input, () => Promise.reject(new Error('lessons need no file')));
    this.#subjects.set(key, subject);
    return subject;
  }

  #run({ experiment, subject }: StepPair): Promise<StepRun> {
    const key = JSON.stringify(experiment);
    const run = this.#runs.get(key) ?? this.#measured({ experiment, subject });
    this.#runs.set(key, run);
    return run;
  }

  async #measured({ experiment, subject }: StepPair): Promise<StepRun> {
    const session = new Session(this.#operators, new InPlaceExecutor(cpuTasks));
    try {
      const finished = await finish(session.run(experiment, subject, { timeStages: true }));
      const run = await readMeasuredRun(finished, experiment, subject, (array) => this.#operators.read(array));
      const { scan, sinogram } = finished.result;
      return { ...run, sinogram: { scan, values: await this.#operators.read(sinogram) } };
    } finally {
      session.release();
    }
  }
}
