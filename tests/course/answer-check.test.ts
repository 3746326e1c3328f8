import { describe, expect, test } from 'vitest';
import { checkAnswer, numberTyped } from '../../src/course/answer-check.ts';

describe('a number that was typed', () => {
  test.each([
    ['12.5', 12.5],
    ['12,5', 12.5],
    [' −3 ', -3],
    ['–0.5', -0.5],
    ['.25', 0.25],
    ['1 024', 1024],
    ['1 024,5', 1024.5],
    ['2e3', 2000],
    ['+7', 7],
    ['120 HU', 120],
    ['0.4/mm', 0.4],
    ['35 %', 35],
  ])('%s is %d', (text, value) => expect(numberTyped(text)).toBe(value));

  test.each(['', 'many', '12.5.3', '--4', '1,2,3', 'HU 12'])('%s is none', (text) =>
    expect(numberTyped(text)).toBeNull(),
  );
});

describe('an answer', () => {
  const figure = { value: -40, unit: 'HU' };

  test.each([
    [-40, true],
    [-41.9, true],
    [-42.1, false],
    [-38, true],
    [-37.9, false],
  ])('%d within a twentieth of −40 is right: %s', (given, isRight) =>
    expect(checkAnswer(given, figure, 0.05).isRight).toBe(isRight),
  );

  test.each([
    [40, 'high', 'sign'],
    [-20, 'high', 'half'],
    [-80, 'low', 'double'],
    [-4, 'high', 'power-of-ten'],
    [-40000, 'low', 'power-of-ten'],
    [-53, 'low', null],
    [0, 'high', null],
  ] as const)('%d for −40 is too %s, by %s', (given, side, slip) =>
    expect(checkAnswer(given, figure, 0.05)).toEqual({ isRight: false, side, slip }),
  );

  test.each([
    [38, 'double'],
    [30, null],
    [9.6, 'half'],
    [12, null],
  ] as const)('%d for 19.1 is no slip but where it fits one closely, however wide the tolerance: %s', (given, slip) =>
    expect(checkAnswer(given, { value: 19.1, unit: 'mm' }, 0.25)).toMatchObject({ isRight: false, slip }),
  );
});
