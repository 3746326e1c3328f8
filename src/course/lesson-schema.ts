import * as v from 'valibot';
import { InputError } from '../errors.ts';
import { exactly, listOf, numberBetween, oneOf, parseInput, shown, textUpTo, trueOrFalse } from '../validation.ts';
import type { Block, CompiledLesson, CompiledStep, Line } from './compiled-lesson.ts';
import type { Lesson, LessonSlot, LessonStep, Task } from './lesson.ts';
import { plainLine } from './plain-line.ts';
import { type CriterionSetting, checkQuantities, criterionSetting, PRESENT_RUN, quantitySetting } from './quantity.ts';

/** Lanes that every step has without naming them. */
const GIVEN_LANES = [PRESENT_RUN, 'unfiltered'];

/** Text, which the build has made pieces of. */
const line = v.custom<Line>(Array.isArray, (issue) => `must be text, got ${shown(issue.input)}`);
const short = textUpTo(40);
const patch = v.looseObject({}, 'must be an object');
const slots = listOf(textUpTo(60), 'slots, such as slice or "slice of few"', 1, 4);

const option = exactly({
  text: line,
  why: line,
  when: v.optional(listOf(criterionSetting, 'criteria', 1, 4)),
  isRight: v.optional(trueOrFalse),
});

const following = {
  change: v.optional(patch, {}),
  layout: v.optional(v.nullable(slots), null),
};

const predict = exactly({
  question: line,
  options: v.optional(listOf(option, 'options', 0, 5), []),
  sketch: v.optional(v.nullable(exactly({ kind: oneOf(['view']), angleDeg: numberBetween(-360, 360) })), null),
  ...following,
  after: v.optional(line, []),
});

const measure = exactly({
  question: line,
  value: short,
  tolerance: v.optional(numberBetween(0.001, 0.5), 0.05),
  hint: v.optional(line, []),
  after: v.optional(line, []),
  ...following,
});

const explain = exactly({ question: line, model: line, ...following });

const find = exactly({
  question: line,
  criteria: listOf(criterionSetting, 'criteria', 1, 4),
  solution: patch,
  found: line,
});

const lane = exactly({ label: short, experiment: v.optional(patch, {}), follows: v.optional(trueOrFalse, true) });

const settings = exactly({
  layout: v.optional(slots, ['phantom', 'sinogram', 'slice']),
  experiment: v.optional(patch, {}),
  beside: v.optional(v.record(short, lane), {}),
  knobs: v.optional(listOf(textUpTo(80), 'paths of settings', 0, 6), []),
  marks: v.optional(listOf(v.unknown(), 'marks', 0, 12), []),
  plot: v.optional(v.nullable(short), null),
  plays: v.optional(trueOrFalse, false),
  values: v.optional(v.record(short, quantitySetting), {}),
  predict: v.optional(predict),
  measure: v.optional(measure),
  explain: v.optional(explain),
  find: v.optional(find),
});

/**
 * A lesson whose settings are checked, as far as that needs no engine: what its patches make of experiments is seen when
 * they are resolved.
 *
 * @throws InputError naming the lesson, the step and what is wrong
 */
export function parseLesson({ steps, experiment, ...entry }: CompiledLesson): Lesson {
  const where = `lesson ${entry.name}`;
  return {
    ...entry,
    experiment: parseInput(patch, experiment, `${where}: experiment`),
    steps: steps.map((step) => parseStep(step, `${where}: ${step.id}`)),
  };
}

function parseStep({ id, title, text, notes, settings: given }: CompiledStep, where: string): LessonStep {
  const { layout, beside, values, predict, measure, explain, find, ...others } = parseInput(settings, given, where);
  const lanes = Object.entries(beside).map(([name, of]) => ({ name, ...of }));
  const names = lanes.map(({ name }) => name);
  const slotsIn = (list: readonly string[]) => list.map((slot) => slotOf(slot, names, where));
  const tasks: Task[] = [
    ...(predict
      ? [
          {
            kind: 'predict' as const,
            ...predict,
            options: predict.options.map(({ when, isRight, ...of }) => ({
              ...of,
              ...(when && { when }),
              ...(isRight !== undefined && { isRight }),
            })),
            layout: predict.layout && slotsIn(predict.layout),
          },
        ]
      : []),
    ...(measure ? [{ kind: 'measure' as const, ...measure, layout: measure.layout && slotsIn(measure.layout) }] : []),
    ...(explain ? [{ kind: 'explain' as const, ...explain, layout: explain.layout && slotsIn(explain.layout) }] : []),
    ...(find ? [{ kind: 'find' as const, ...find }] : []),
  ];
  if (tasks.length > 1)
    throw new InputError(`${where}: asks for ${tasks.map(({ kind }) => kind).join(' and ')}: one at a time`);
  const step: LessonStep = {
    ...{ id, title, text, notes, lanes, values },
    ...others,
    layout: slotsIn(layout),
    task: tasks[0] ?? { kind: 'look' },
  };
  checkValues(step, where);
  return step;
}

/** `slice`, or `slice of few`, or `phantom as What a view knows`. */
function slotOf(text: string, lanes: readonly string[], where: string): LessonSlot {
  const [picture, ...title] = text.split(' as ');
  const [view, lane = PRESENT_RUN] = picture!.split(' of ');
  if (!GIVEN_LANES.includes(lane) && !lanes.includes(lane)) {
    throw new InputError(`${where}: layout: ${lane} is no lane of this step`);
  }
  return { view: view!, lane, ...(title.length > 0 && { drawingOf: title.join(' as ') }) };
}

/** Every value that is named is there, and asks for something that there is. */
function checkValues(step: LessonStep, where: string): void {
  const lanes = step.lanes.map(({ name }) => name);
  checkQuantities(step.values, lanes, `${where}: values`);
  const named = [...valuesIn(step.text), ...valuesIn(step.notes), ...valuesOfTask(step.task)];
  const missing = named.find((name) => !(name in step.values));
  if (missing !== undefined) throw new InputError(`${where}: ${missing} is none of its values`);
  const { task } = step;
  if (task.kind !== 'predict') return;
  if (task.options.length > 0 === (task.sketch !== null)) {
    throw new InputError(`${where}: predict: needs either options or a sketch`);
  }
  if (task.options.length === 1) throw new InputError(`${where}: predict: one option is nothing to choose from`);
  const judged = task.options.filter(({ when, isRight }) => (when === undefined) === (isRight === undefined));
  if (judged.length > 0)
    throw new InputError(`${where}: predict: "${plainLine(judged[0]!.text)}" needs either when or isRight`);
}

function valuesOfTask(task: Task): readonly string[] {
  const names = (criteria: readonly CriterionSetting[]) => criteria.map(({ value }) => value);
  switch (task.kind) {
    case 'look':
      return [];
    case 'predict':
      return [
        ...task.options.flatMap(({ when, why, text }) => [
          ...names(when ?? []),
          ...valuesInLine(why),
          ...valuesInLine(text),
        ]),
        ...valuesInLine(task.after),
        ...valuesInLine(task.question),
      ];
    case 'measure':
      return [task.value, ...valuesInLine(task.question), ...valuesInLine(task.hint), ...valuesInLine(task.after)];
    case 'explain':
      return [...valuesInLine(task.question), ...valuesInLine(task.model)];
    case 'find':
      return [...names(task.criteria), ...valuesInLine(task.question), ...valuesInLine(task.found)];
  }
}

function valuesIn(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return valuesInLine(block.inlines);
    if (block.kind === 'list') return block.items.flatMap(valuesIn);
    return block.kind === 'remark' ? valuesIn(block.blocks) : [];
  });
}

function valuesInLine(line: Line): readonly string[] {
  return line.flatMap((inline) => {
    if (typeof inline === 'string') return [];
    if (inline.kind === 'value') return [inline.name];
    return 'inlines' in inline ? valuesInLine(inline.inlines) : [];
  });
}
