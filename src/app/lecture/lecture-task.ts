import type { Line } from '../../course/compiled-lesson.ts';
import { keyOfText } from '../../course/key-sentence.ts';
import type { PredictOption, Task } from '../../course/lesson.ts';
import { holds } from '../../course/quantity.ts';
import { make } from '../elements/element.ts';
import { makeSvg } from '../elements/svg.ts';
import type { PresentedStep } from '../workplaces/learn/presented-step.ts';
import { figureText } from '../workplaces/learn/reader/figure-text.ts';
import { lessonInlines, mathElement } from '../workplaces/learn/reader/lesson-text.ts';

const LETTERS = 'ABCDE';

/** What of a step stands beside the pictures, large: its formula, the sentence with its numbers, what it asks, the answer. */
export function taskElements(presented: PresentedStep): readonly HTMLElement[] {
  const { step, isAnswered } = presented;
  const { sentence, formula } = keyOfText(step.text);
  const elements: HTMLElement[] = [];
  if (formula) elements.push(make('div', { class: 'lecture-formula' }, mathElement(formula)));
  // The numbers of what follows an answer would give it away.
  if (sentence && (step.task.kind === 'look' || isAnswered)) {
    const line = make('p', { class: 'lecture-sentence' }, ...wordsOf(sentence, presented));
    elements.push(line);
  }
  return [...elements, ...askedElements(step.task, presented)];
}

function askedElements(task: Task, presented: PresentedStep): readonly HTMLElement[] {
  if (task.kind === 'look') return [];
  const say = (line: Line) => wordsOf(line, presented);
  const { isAnswered } = presented;
  const question = make('p', { class: 'lecture-question' }, ...say(task.question));
  switch (task.kind) {
    case 'predict': {
      const list = make('ol', { class: 'lecture-options' });
      task.options.forEach((option, i) => {
        list.append(optionElement(option, LETTERS[i] ?? '', presented));
      });
      const after = isAnswered && task.after.length > 0 ? [answerElement(...say(task.after))] : [];
      const board = task.sketch ? [boardElement(presented.curve)] : [];
      return [question, ...board, ...(task.options.length > 0 ? [list] : []), ...after];
    }
    case 'measure': {
      const { digits } = presented.step.values[task.value]!;
      const figure = presented.figures.get(task.value) ?? null;
      if (!isAnswered) return [question];
      const after = task.after.length > 0 ? [answerElement(...say(task.after))] : [];
      return [question, answerElement(figureText(figure, digits)), ...after];
    }
    case 'explain':
      return isAnswered ? [question, answerElement(...say(task.model))] : [question];
    case 'find':
      return isAnswered ? [question, answerElement(...say(task.found))] : [question];
  }
}

/** Of a curve that a room draws on paper: the axes, and the curve once it is shown. */
const BOARD = { width: 100, height: 40, top: 4 };

function boardElement(curve: readonly number[] | null): HTMLElement {
  const { width, height, top } = BOARD;
  const most = Math.max(...(curve ?? []), 0);
  const places = (curve ?? []).map((value, i, { length }) => {
    const up = most > 0 ? (value / most) * (height - top) : 0;
    return `${((i / (length - 1)) * width).toFixed(2)} ${(height - up).toFixed(2)}`;
  });
  return make(
    'div',
    { class: 'lecture-board' },
    makeSvg(
      'svg',
      { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': 'The curve' },
      makeSvg('path', { class: 'lecture-board-axes', d: `M0 ${height}H${width}M${width / 2} ${height}V0` }),
      makeSvg('path', { class: 'lecture-board-curve', d: places.length > 0 ? `M${places.join('L')}` : '' }),
    ),
    make('span', {}, 'u, along the detector'),
  );
}

function answerElement(...words: (Node | string)[]): HTMLElement {
  return make('p', { class: 'lecture-answer' }, ...words);
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
    sign,
    ...wordsOf(option.text, presented),
  );
  if (isRight && option.why.length > 0)
    item.append(make('span', { class: 'lecture-why' }, ...wordsOf(option.why, presented)));
  return item;
}

/** Whether an option of a prediction is right; `null` while its numbers are not known. */
export function isRightOption({ isRight, when }: PredictOption, { figures }: PresentedStep): boolean | null {
  if (isRight !== undefined) return isRight;
  const held = (when ?? []).map((criterion) => holds(criterion, figures.get(criterion.value) ?? null));
  return held.includes(null) ? null : held.every(Boolean);
}

/** A line with its computed numbers. In a room nobody presses on words. */
function wordsOf(line: Line, { step, figures }: PresentedStep): (Node | string)[] {
  return lessonInlines(line, {
    value: (name) => figureText(figures.get(name) ?? null, step.values[name]?.digits ?? 3),
    lesson: () => undefined,
  });
}
