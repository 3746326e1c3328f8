import type { Line } from '../../../course/compiled-lesson.ts';
import type { PredictOption } from '../../../course/lesson.ts';
import { plainLine } from '../../../course/plain-line.ts';
import type { PresentedStep } from '../../workplaces/learn/presented-step.ts';
import { figureText } from '../../workplaces/learn/reader/figure-text.ts';
import { isRightOption } from '../lecture-task.ts';
import { asks, type PresentSlide } from '../slide-show.ts';
import type { SpeakerState } from './speaker-channel.ts';

/** What the speaker is told of a slide. @param caption as the room reads it */
export function speakerState(
  { slide, presented, place, next }: PresentSlide,
  caption: string,
  { isOn, isBlack }: { readonly isOn: boolean; readonly isBlack: boolean },
): SpeakerState {
  const isAnswerNext = presented !== null && asks(presented) && !presented.isAnswered;
  const common = { isOn, isBlack, title: caption, place, ownNotes: slide?.notes ?? '', next, isAnswerNext };
  if (!presented) return { ...common, question: null, options: [], answer: null, notes: [], values: {} };
  const { step, figures } = presented;
  const { task } = step;
  const values = Object.entries(step.values).map(([name, { digits }]): [string, string] => [
    name,
    figureText(figures.get(name) ?? null, digits),
  ]);
  const options = task.kind === 'predict' ? task.options.map((option) => optionState(option, presented)) : [];
  return {
    ...common,
    ...{ options, notes: step.notes, values: Object.fromEntries(values) },
    question: task.kind === 'look' ? null : plain(task.question, presented),
    answer: answerOf(presented),
  };
}

/** What a number tells is not known before what follows the answer has run: `why` says it all the same. */
function optionState(option: PredictOption, presented: PresentedStep) {
  const isKnown = presented.isAnswered || option.isRight !== undefined;
  return {
    text: plain(option.text, presented),
    why: plain(option.why, presented),
    isRight: isKnown ? isRightOption(option, presented) : null,
  };
}

function answerOf(presented: PresentedStep): string | null {
  const { task, values } = presented.step;
  const say = (line: Line) => plain(line, presented);
  if (task.kind === 'predict') return task.after.length === 0 ? null : say(task.after);
  if (task.kind === 'measure') {
    const figure = figureText(presented.figures.get(task.value) ?? null, values[task.value]?.digits ?? 3);
    return task.after.length > 0 ? `${figure}. ${say(task.after)}` : figure;
  }
  if (task.kind === 'explain') return say(task.model);
  return task.kind === 'find' ? say(task.found) : null;
}

/** Letters alone, with the computed numbers. */
function plain(line: Line, { step, figures }: PresentedStep): string {
  return plainLine(line, (name) => figureText(figures.get(name) ?? null, step.values[name]?.digits ?? 3));
}
