import { COURSE, loadLesson } from '../../../course/course.ts';
import { stepInput } from '../../../course/step-experiment.ts';
import { InputError } from '../../../errors.ts';
import { besidesPart } from '../../../experiment/link.ts';
import { shown } from '../../../validation.ts';
import { LESSON } from './learn-part.ts';

/** What a short link to a step stands for: its experiment, and what long links have behind theirs. */
export interface LinkedStep {
  readonly json: unknown;
  readonly behind: string;
}

/**
 * The step that a short link leads to: `#lesson=ramp-filter/blur`, or the first with the lesson alone.
 *
 * @param named what stands behind the equals sign
 * @throws InputError (rejects) where there is no such lesson or step
 */
export async function linkedStep(named: string): Promise<LinkedStep> {
  const [name = '', id] = named.split('/');
  if (!COURSE.find(name))
    throw new InputError(`This link asks for the lesson ${shown(name)}, which the course has not`);
  const lesson = await loadLesson(name);
  const step = id === undefined ? lesson.steps[0]! : lesson.steps.find((other) => other.id === id);
  if (!step) throw new InputError(`This link asks for the step ${shown(id)}, which the lesson ${name} has not`);
  const learn = { part: LESSON, of: { lesson: name, step: step.id } };
  const marks = step.marks.length > 0 && { marks: step.marks };
  return { json: stepInput(lesson, step), behind: `&workplace=learn${besidesPart({ learn, ...marks })}` };
}
