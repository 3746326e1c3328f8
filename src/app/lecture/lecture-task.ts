import { keyOfText } from '../../course/key-sentence.ts';
import type { PredictOption, Task } from '../../course/lesson.ts';
import { holds } from '../../course/quantity.ts';
import { make } from '../elements/element.ts';
import type { PresentedStep } from '../workplaces/learn/presented-step.ts';
import { figureText } from '../workplaces/learn/reader/figure-text.ts';
import { lessonInlines, mathElement } from '../workplaces/learn/reader/lesson-text.ts';

/** In a room nobody presses on words. */
const NO_HAND = { term: () => undefined, lesson: () => undefined };
const LETTERS = 'ABCDE';

/** What of a step stands beside the pictures, large: its formula, the sentence with its numbers, what it asks, the answer. */
export function taskElements(presented: PresentedStep): readonly HTMLElement[] {
  const { step, isAnswered } = presented;
  const { sentence, formula } = keyOfText(step.text);
  const elements: HTMLElement[] = [];
  if (formula) elements.push(make('div', { class: 'lecture-formula' }, mathElement(formula)));
  // The numbers of what follows an answer would give it away.
  if (sentence && (step.task.kind === 'look' || isAnswered)) {
    const line = make('p', { class: 'lecture-sentence' }, ...lessonInlines(sentence, NO_HAND));
    fillValues(line, presented);
    elements.push(line);
  }
  return [...elements, ...askedElements(step.task, presented)];
}

function askedElements(task: Task, presented: PresentedStep): readonly HTMLElement[] {
  if (task.kind === 'look') return [];
  const say = (text: string) => filledText(text, presented);
  const { isAnswered } = presented;
  const question = make('p', { class: 'lecture-question' }, say(task.question));
  switch (task.kind) {
    case 'predict': {
      const list = make('ol', { class: 'lecture-options' });
      task.options.forEach((option, i) => {
        list.append(optionElement(option, LETTERS[i] ?? '', presented));
      });
      const after = isAnswered && task.after !== '' ? [answerElement(say(task.after))] : [];
      return [question, ...(task.options.length > 0 ? [list] : []), ...after];
    }
    case 'measure': {
      const { digits } = presented.step.values[task.value]!;
      const figure = presented.figures.get(task.value) ?? null;
      return isAnswered ? [question, answerElement(figureText(figure, digits))] : [question];
    }
    case 'explain':
      return isAnswered ? [question, answerElement(say(task.model))] : [question];
    case 'find':
      return isAnswered ? [question, answerElement(say(task.found))] : [question];
  }
}

function answerElement(text: string): HTMLElement {
  return make('p', { class: 'lecture-answer' }, text);
}

/** Once it is answered, the right one is marked and says why. */
function optionElement(option: PredictOption, letter: string, presented: PresentedStep): HTMLElement {
  const isRight = presented.isAnswered ? isRightOption(option, presented) : null;
  const state = isRight === null ? '' : isRight ? 'lecture-option-right' : 'lecture-option-wrong';
  const sign = isRight === null ? '' : isRight ? '✓ ' : '✗ ';
  const item = make(
    'li',
    { class: `lecture-option ${state}` },
    make('span', { class: 'lecture-letter' }, `${letter} `),
    `${sign}${filledText(option.text, presented)}`,
  );
  if (isRight && option.why !== '')
    item.append(make('span', { class: 'lecture-why' }, filledText(option.why, presented)));
  return item;
}

/** Whether an option of a prediction is right; `null` while its numbers are not known. */
export function isRightOption({ isRight, when }: PredictOption, { figures }: PresentedStep): boolean | null {
  if (isRight !== undefined) return isRight;
  const held = (when ?? []).map((criterion) => holds(criterion, figures.get(criterion.value) ?? null));
  return held.includes(null) ? null : held.every(Boolean);
}

/** A text whose computed numbers stand in it. */
export function filledText(text: string, { step, figures }: PresentedStep): string {
  return text.replace(/\{\{\s*([A-Za-z][\w-]*)\s*\}\}/g, (_, name: string) =>
    figureText(figures.get(name) ?? null, step.values[name]?.digits ?? 3),
  );
}

/** Writes computed numbers where a text of the lesson has their places. */
export function fillValues(root: HTMLElement, { step, figures }: PresentedStep): void {
  for (const output of root.querySelectorAll<HTMLElement>('[data-value]')) {
    const name = output.dataset.value!;
    output.textContent = figureText(figures.get(name) ?? null, step.values[name]?.digits ?? 3);
  }
}
