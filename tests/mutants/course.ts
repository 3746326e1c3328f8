import type { Mutant } from './mutant.ts';

const RULES = { file: 'src/course/rules.ts', tests: ['tests/course/rules.test.ts'] };
const QUANTITY = { file: 'src/course/quantity.ts', tests: ['tests/course/quantity.test.ts'] };
const TWO_CHOICES = {
  file: 'src/course/study/two-choices.ts',
  tests: ['tests/course/study.test.ts'],
  only: 'signal detection',
};
const PLAN = { file: 'src/course/study/study-plan.ts', tests: ['tests/course/study.test.ts'], only: 'its trials' };
const QUIZ = { tests: ['tests/course/quiz.test.ts'] };
const PROGRESS = { file: 'src/course/progress.ts', tests: ['tests/course/progress.test.ts'] };
const FORMAT = { file: 'src/course/lesson-schema.ts', tests: ['tests/course/lesson-format.test.ts'] };
const ANSWERS = { file: 'src/course/answer-check.ts', tests: ['tests/course/answer-check.test.ts'] };

/** Faults in what lessons, quiz and study compute, judge and keep. */
export const COURSE_FAULTS: readonly Mutant[] = [
  {
    ...RULES,
    name: 'as many views are enough as there are pixels',
    text: 'Math.ceil((Math.PI / 2) * grid.pixels)',
    replacement: 'Math.ceil(grid.pixels)',
  },
  {
    ...RULES,
    name: 'twice the arc, the same angle between views',
    text: '/ (Math.abs(scan.arcDeg) * (Math.PI / 180))',
    replacement: '/ Math.PI',
  },
  {
    ...RULES,
    name: 'the axis stands in the middle of a detector that is shifted',
    text: '(scan.channels - 1) / 2 - scan.offset)',
    replacement: '(scan.channels - 1) / 2)',
  },
  {
    ...RULES,
    name: 'an arc the other way round is less than nothing',
    text: 'of: ({ scan }) => Math.abs(scan.arcDeg)',
    replacement: 'of: ({ scan }) => scan.arcDeg',
  },
  {
    ...QUANTITY,
    name: 'another lane is divided by the own one',
    text: 'own.value / compared.value',
    replacement: 'compared.value / own.value',
  },
  {
    ...QUANTITY,
    name: 'of two values the first is taken from the second',
    text: 'value: a.value - b.value',
    replacement: 'value: b.value - a.value',
  },
  {
    ...QUANTITY,
    name: 'a number at its bound is beyond it',
    text: 'figure.value >= (atLeast',
    replacement: 'figure.value > (atLeast',
  },
  {
    ...QUANTITY,
    name: 'a value may ask for two things at once',
    text: 'if (asked.length !== 1)',
    replacement: 'if (asked.length === 0)',
  },
  {
    ...TWO_CHOICES,
    name: 'd′ of two pictures as of one',
    text: 'dPrime: Math.SQRT2 * z',
    replacement: 'dPrime: z',
  },
  {
    ...TWO_CHOICES,
    name: 'all right is infinitely well',
    text: '(correct + 0.5) / (trials + 1)',
    replacement: 'correct / trials',
  },
  {
    ...TWO_CHOICES,
    name: 'a point of the ROC leaves its own rating out',
    text: 'rating >= least',
    replacement: 'rating > least',
  },
  {
    ...TWO_CHOICES,
    name: 'the area under a ROC by its upper steps',
    text: '(truePositive + points[i]!.truePositive)',
    replacement: '(2 * truePositive)',
  },
  {
    ...PLAN,
    name: 'perhaps on the left counts as right',
    text: 'isRight === rating > 2',
    replacement: 'isRight === rating > 1',
  },
  {
    ...PLAN,
    name: 'at some doses the disk is always on one side',
    text: 'Math.floor(i / levels) % 2 === 1',
    replacement: 'i % 2 === 1',
  },
  {
    ...QUIZ,
    file: 'src/course/quiz/quiz-question.ts',
    name: 'an artefact comes twice in a row',
    text: 'ARTEFACTS.filter(({ name }) => name !== last)',
    replacement: 'ARTEFACTS',
  },
  {
    ...QUIZ,
    file: 'src/course/quiz/quiz-score.ts',
    name: 'whatever is answered is right',
    text: '(chosen === artefact ? 1 : 0)',
    replacement: '1',
  },
  {
    ...PROGRESS,
    name: 'a step is done each time that it is gone through',
    text: 'of.done.includes(step) || ',
    replacement: '',
  },
  {
    ...PROGRESS,
    name: 'a step that is tried again is still done',
    text: 'done: of.done.filter((id) => id !== step)',
    replacement: 'done: of.done',
  },
  {
    ...PROGRESS,
    name: 'the numbers of an answer stay when it is taken away',
    text: 'return { ...of, answers, numbers: before, done',
    replacement: 'return { ...of, answers, done',
  },
  {
    file: 'src/app/workplaces/learn/reader/figure-text.ts',
    tests: ['tests/app/workplaces/learn/figure-text.test.ts'],
    name: 'a measured 1 without its digits',
    text: 'isExact || value === 0 ?',
    replacement: 'true ?',
  },
  {
    ...FORMAT,
    name: 'a number that a text names need not be there',
    text: 'if (missing !== undefined) throw',
    replacement: 'if (false) throw',
  },
  {
    ...FORMAT,
    name: 'a prediction without anything to predict',
    text: 'if (task.options.length > 0 === (task.sketch !== null))',
    replacement: 'if (task.options.length > 0 && task.sketch !== null)',
  },
  {
    ...ANSWERS,
    name: 'no answer is close to a negative number',
    text: 'part * Math.abs(value)',
    replacement: 'part * value',
  },
  {
    ...ANSWERS,
    name: 'half of a number is anything about it',
    text: 'Math.min(tolerance, SLIP_TOLERANCE)',
    replacement: 'tolerance',
  },
  {
    file: 'src/course/open-knobs.ts',
    tests: ['tests/course/open-knobs.test.ts'],
    name: 'knobs show an answer before it is predicted',
    text: "task.kind !== 'predict' || isShown ||",
    replacement: "task.kind !== 'predict' || isShown || answer === null ||",
  },
  {
    file: 'src/app/runs/followed-windows.ts',
    tests: ['tests/app/runs/run-pictures.test.ts'],
    only: 'keeps the window',
    name: 'a window moves while the views of its slice are played',
    text: 'if (share < 1) return isSameSlice(whole, made) || (iterates(made) && whole?.subject === made.subject);',
    replacement: 'if (share < 1) return false;',
  },
];
