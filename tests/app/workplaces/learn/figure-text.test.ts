import { expect, test } from 'vitest';
import { figureText } from '../../../../src/app/workplaces/learn/reader/figure-text.ts';

const figure = (value: number, unit = '', isExact = false) => ({ value, unit, isExact });

test('a measured number has all of its digits', () => {
  expect(figureText(figure(1), 3)).toBe('1.00');
  expect(figureText(figure(0.5), 2)).toBe('0.50');
  expect(figureText(figure(12.345, 'HU'), 3)).toBe('12.3 HU');
  expect(figureText(figure(-0.0421), 2)).toBe('−0.042');
});

test('a number of more digits than that is whole', () => {
  expect(figureText(figure(1234.5), 3)).toBe('1235');
  expect(figureText(figure(-1000.4, 'HU'), 3)).toBe('−1000 HU');
});

test('an exact number has the digits that it needs', () => {
  expect(figureText(figure(12, 'mm', true), 3)).toBe('12 mm');
  expect(figureText(figure(180, '°', true), 3)).toBe('180°');
  expect(figureText(figure(0.05, '', true), 4)).toBe('0.05');
  expect(figureText(figure(0), 3)).toBe('0');
});

test('what is not known yet is dots', () => expect(figureText(null, 3)).toBe('…'));
