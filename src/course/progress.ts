import * as v from 'valibot';
import {
  exactly,
  exactVariant,
  listOf,
  numberBetween,
  oneKindOf,
  textUpTo,
  trueOrFalse,
  wholeNumberBetween,
} from '../validation.ts';

/** Of a text that a student writes. */
export const MOST_CHARACTERS = 4000;
/** Of numbers that a student has tried. */
export const MOST_TRIES = 12;
const MOST_STEPS = 60;
const MOST_LESSONS = 100;
/** Characters of a computed number. */
const MOST_OF_A_NUMBER = 40;

const name = textUpTo(60);

const answer = oneKindOf('kind', [
  /** Which option was chosen, counted from 0. */
  exactVariant({ kind: v.literal('predict'), option: wholeNumberBetween(0, 9) }),
  /** A curve from one end of the detector to the other, 0 at the foot and 1 at the top. */
  exactVariant({ kind: v.literal('sketch'), heights: listOf(numberBetween(0, 1), 'heights', 2, 200) }),
  /** What was typed, the last one last; `isShown` where the student has given up. */
  exactVariant({
    kind: v.literal('measure'),
    tries: listOf(textUpTo(40), 'tries', 0, MOST_TRIES),
    isRight: trueOrFalse,
    isShown: trueOrFalse,
  }),
  exactVariant({ kind: v.literal('explain'), text: textUpTo(MOST_CHARACTERS), isCompared: trueOrFalse }),
  exactVariant({ kind: v.literal('find'), isShown: trueOrFalse }),
]);

/** What a student has answered in a step. */
export type Answer = v.InferOutput<typeof answer>;

const lessonProgress = exactly({
  /** The step that was open last. */
  at: v.nullable(name),
  /** Steps that have been gone through. */
  done: listOf(name, 'steps', 0, MOST_STEPS),
  /** By step. */
  answers: v.record(name, answer),
  /** The step's computed numbers when it was answered, as its text had them then: by step, and by their names. */
  numbers: v.optional(v.record(name, v.record(textUpTo(40), textUpTo(MOST_OF_A_NUMBER))), {}),
});

export type LessonProgress = v.InferOutput<typeof lessonProgress>;

const progress = exactly({
  version: v.literal(1),
  /** The lesson that was open last. */
  last: v.nullable(name),
  lessons: v.record(name, lessonProgress),
});

/** How far a student has come in the course, and what was answered on the way. */
export type Progress = v.InferOutput<typeof progress>;

export const NO_PROGRESS: Progress = { version: 1, last: null, lessons: {} };
const NOT_BEGUN: LessonProgress = { at: null, done: [], answers: {}, numbers: {} };

/** What a browser has kept; nothing where it has kept nothing, or something that this version cannot read. */
export function readProgress(text: string | null): Progress {
  if (text === null) return NO_PROGRESS;
  try {
    const result = v.safeParse(progress, JSON.parse(text));
    return result.success ? result.output : NO_PROGRESS;
  } catch {
    return NO_PROGRESS;
  }
}

export function progressOf({ lessons }: Progress, lesson: string): LessonProgress {
  return Object.hasOwn(lessons, lesson) ? lessons[lesson]! : NOT_BEGUN;
}

/** A step is open. */
export function visited(progress: Progress, lesson: string, step: string): Progress {
  return { ...changed(progress, lesson, (of) => ({ ...of, at: step })), last: lesson };
}

/** A step has been gone through. */
export function finished(progress: Progress, lesson: string, step: string): Progress {
  return changed(progress, lesson, (of) =>
    of.done.includes(step) || of.done.length >= MOST_STEPS ? of : { ...of, done: [...of.done, step] },
  );
}

/**
 * @param given `null` takes an answer away, and the step is to be gone through again
 * @param numbers what the step's computed numbers are as it is answered, in text, by their names
 */
export function answered(
  progress: Progress,
  lesson: string,
  step: string,
  given: Answer | null,
  numbers: Readonly<Record<string, string>> = {},
): Progress {
  return changed(progress, lesson, (of) => {
    const answers = without(of.answers, step);
    const before = without(of.numbers, step);
    if (given === null) return { ...of, answers, numbers: before, done: of.done.filter((id) => id !== step) };
    if (Object.keys(answers).length >= MOST_STEPS) return of;
    const texts = Object.entries(numbers).map(([value, text]) => [value, text.slice(0, MOST_OF_A_NUMBER)]);
    return {
      ...of,
      answers: { ...answers, [step]: bounded(given) },
      numbers: texts.length === 0 ? before : { ...before, [step]: Object.fromEntries(texts) },
    };
  });
}

function without<Value>(of: Readonly<Record<string, Value>>, name: string): Record<string, Value> {
  const { [name]: _, ...others } = of;
  return others;
}

function changed(progress: Progress, lesson: string, change: (of: LessonProgress) => LessonProgress): Progress {
  const isNew = !Object.hasOwn(progress.lessons, lesson);
  if (isNew && Object.keys(progress.lessons).length >= MOST_LESSONS) return progress;
  return { ...progress, lessons: { ...progress.lessons, [lesson]: change(progressOf(progress, lesson)) } };
}

function bounded(given: Answer): Answer {
  if (given.kind === 'explain') return { ...given, text: given.text.slice(0, MOST_CHARACTERS) };
  if (given.kind === 'measure') {
    return { ...given, tries: given.tries.slice(-MOST_TRIES).map((text) => text.slice(0, 40)) };
  }
  if (given.kind === 'sketch') {
    return {
      ...given,
      heights: given.heights.map((height) => Math.round(1000 * Math.min(1, Math.max(0, height))) / 1000),
    };
  }
  return given;
}
