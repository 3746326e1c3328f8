import type { Lesson, LessonStep } from '../../../../course/lesson.ts';
import { plainLine } from '../../../../course/plain-line.ts';
import type { Answer } from '../../../../course/progress.ts';
import type { LessonAnswer } from '../../../../report/report.ts';
import type { LearnPage } from '../learn-part.ts';
import { UNKNOWN } from './figure-text.ts';

/** What a report says of an answer; `null` where there is nothing to say. @param numbers computed ones, by their names */
export function reportAnswer(
  { task }: LessonStep,
  answer: Answer | null,
  numbers: Readonly<Record<string, string>>,
): { readonly question: string; readonly answer: LessonAnswer } | null {
  if (!answer || task.kind === 'look') return null;
  const textOf = (name: string) => (Object.hasOwn(numbers, name) ? numbers[name]! : UNKNOWN);
  const question = plainLine(task.question, textOf);
  if (task.kind === 'predict' && answer.kind === 'predict') {
    const option = task.options[answer.option];
    return option ? { question, answer: { predicted: plainLine(option.text, textOf) } } : null;
  }
  if (task.kind === 'predict' && answer.kind === 'sketch')
    return { question, answer: { predicted: 'A curve, drawn.' } };
  if (task.kind === 'measure' && answer.kind === 'measure') {
    const value = answer.tries.at(-1);
    if (value === undefined) return null;
    const verdict = `${answer.isRight ? 'within' : 'not within'} ${100 * task.tolerance} % of ${textOf(task.value)}`;
    return { question, answer: { measured: { value, verdict, isRight: answer.isRight } } };
  }
  if (task.kind === 'explain' && answer.kind === 'explain' && answer.text.trim() !== '') {
    return { question, answer: { explained: answer.text.trim() } };
  }
  if (task.kind === 'find' && answer.kind === 'find') {
    return { question, answer: { explained: answer.isShown ? 'Shown the setting.' : 'Found the setting.' } };
  }
  return null;
}

/** Puts what was answered to some steps of a lesson into the report, with the numbers that they had then. */
export function putIntoReport(
  { progress, notices, addAnswer }: Pick<LearnPage, 'progress' | 'notices' | 'addAnswer'>,
  lesson: Lesson,
  steps: readonly LessonStep[],
): void {
  const { answers, numbers } = progress.of(lesson.name);
  const given = steps.flatMap((step) => {
    const answer = reportAnswer(step, answers[step.id] ?? null, numbers[step.id] ?? {});
    return answer ? [{ lesson: lesson.title, step: step.title, ...answer }] : [];
  });
  for (const answer of given) addAnswer(answer);
  const count = given.length;
  notices.done(
    count === 0
      ? 'Nothing has been answered yet.'
      : `${count === 1 ? 'Your answer is' : `${count} answers are`} in the report (W shows it).`,
  );
}
