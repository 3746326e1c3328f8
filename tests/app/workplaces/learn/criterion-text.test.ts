import { expect, test } from 'vitest';
import { criterionText } from '../../../../src/app/workplaces/learn/reader/criterion-text.ts';

const figure = (value: number, unit = '') => ({ value, unit });

test('a number stands beside what is wanted of it', () => {
  expect(criterionText(figure(20.62, 'HU'), { atLeast: 9, atMost: 11 }, 3)).toBe(
    'now 20.6 HU, wanted between 9 HU and 11 HU',
  );
  expect(criterionText(figure(0.9), { atLeast: 0.75 }, 2)).toBe('now 0.90, wanted at least 0.75');
});

test('what is beyond a bound is not rounded to it', () => {
  expect(criterionText(figure(0.7523), { atMost: 0.75 }, 2)).toBe('now 0.752, wanted at most 0.75');
  expect(criterionText(figure(0.7477), { atLeast: 0.75 }, 2)).toBe('now 0.748, wanted at least 0.75');
  expect(criterionText(figure(0.7477), { atMost: 0.75 }, 2)).toBe('now 0.75, wanted at most 0.75');
});

test('what a scan has no number of is said', () =>
  expect(criterionText(null, { atMost: 1 }, 2)).toBe('not known of this scan, wanted at most 1'));
