import { expect, test } from 'vitest';
import type { Task } from '../../src/course/lesson.ts';
import { areKnobsOpen } from '../../src/course/open-knobs.ts';
import type { Answer } from '../../src/course/progress.ts';

const NOTHING_FOLLOWS = { change: {}, layout: null };

const predict: Task = {
  ...{ kind: 'predict', question: ['?'], options: [], sketch: null, change: {}, layout: null, after: [] },
};
const sketch: Task = { ...predict, sketch: { kind: 'view', angleDeg: 0 } };
const chosen: Answer = { kind: 'predict', option: 0 };
const curve: Answer = { kind: 'sketch', heights: [0, 1] };

test('knobs of a prediction are locked until one has committed oneself, or been shown', () => {
  expect(areKnobsOpen(predict, null, false)).toBe(false);
  expect(areKnobsOpen(predict, chosen, false)).toBe(true);
  expect(areKnobsOpen(predict, null, true)).toBe(true);
  expect(areKnobsOpen(sketch, null, false)).toBe(false);
  expect(areKnobsOpen(sketch, curve, false)).toBe(true);
  // An answer from when the step asked for something else.
  expect(areKnobsOpen(predict, curve, false)).toBe(false);
});

test('all others are there to be turned', () => {
  const others: readonly Task[] = [
    { kind: 'look' },
    { kind: 'measure', question: ['?'], value: 'x', tolerance: 0.1, hint: [], after: [], ...NOTHING_FOLLOWS },
    { kind: 'explain', question: ['?'], model: [], ...NOTHING_FOLLOWS },
    { kind: 'find', question: ['?'], criteria: [], solution: {}, found: [] },
  ];
  for (const task of others) expect(areKnobsOpen(task, null, false)).toBe(true);
});
