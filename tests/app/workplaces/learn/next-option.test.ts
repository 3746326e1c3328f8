import { expect, test } from 'vitest';
import { nextOption } from '../../../../src/app/workplaces/learn/quiz/next-option.ts';

test('arrows go from answer to answer, round and round', () => {
  expect([0, 1, 2, 3].map((at) => nextOption('ArrowDown', at, 4))).toEqual([1, 2, 3, 0]);
  expect([0, 1, 2, 3].map((at) => nextOption('ArrowUp', at, 4))).toEqual([3, 0, 1, 2]);
  expect(nextOption('ArrowRight', 3, 4)).toBe(0);
  expect(nextOption('ArrowLeft', 1, 4)).toBe(0);
});

test('Home and End go to the first and to the last, and other keys nowhere', () => {
  expect([nextOption('Home', 2, 4), nextOption('End', 0, 4)]).toEqual([0, 3]);
  expect(['Enter', 'a', 'toString'].map((key) => nextOption(key, 1, 4))).toEqual([null, null, null]);
});
