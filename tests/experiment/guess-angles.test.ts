import { describe, expect, test } from 'vitest';
import { looksLikeRadians } from '../../src/experiment/arc-in-radians.ts';
import { guessAngleUnit, guessFirstView } from '../../src/experiment/guess-angles.ts';

const steps = (views: number, step: number, from = 0) =>
  Float64Array.from({ length: views }, (_, view) => from + view * step);
const GOLDEN_DEG = [180 * 0.618033988749895, 360 * 0.618033988749895, 137.50776405003785];

const DEGREES: [string, Float64Array][] = [
  ['half a turn', steps(180, 1)],
  ['half a turn with its end', steps(181, 1)],
  ['a turn in quarters of a degree', steps(1440, 0.25)],
  ['a turn in 2.4°', steps(150, 2.4)],
  ['a turn to three decimals', steps(175, 360 / 175).map((angle) => Math.round(angle * 1000) / 1000)],
  ['clockwise', steps(180, -1, 90)],
  ['22° in hundredths', steps(2200, 0.01)],
  ['12.5°', steps(126, 0.1)],
  ['ten turns', steps(721, 5)],
  ['one view', steps(1, 1)],
  ['two views of 1.57°', Float64Array.of(0, 1.2)],
  ['views at one angle', new Float64Array(20)],
  ...GOLDEN_DEG.map((step): [string, Float64Array] => [`golden steps of ${step}°`, steps(180, step)]),
  ['golden steps within half a turn', steps(180, GOLDEN_DEG[0]!).map((angle) => angle % 180)],
];

describe('angles', () => {
  test.each(DEGREES)('in degrees: %s', (_, angles) => {
    expect(guessAngleUnit(angles)).toEqual({ unit: 'degrees', why: null });
  });

  test.each(DEGREES.filter(([, angles]) => angles.length > 7 && angles.some((angle) => angle !== angles[0])))(
    'in radians: %s',
    (_, angles) => {
      const guess = guessAngleUnit(angles.map((angle) => (angle * Math.PI) / 180));
      expect(guess.unit).toBe('radians');
      expect(guess.why).toMatch(/radians/);
    },
  );

  test('in radians over several turns, in single precision', () => {
    expect(guessAngleUnit(Float64Array.from(Float32Array.from(steps(1440, Math.PI / 360)))).unit).toBe('radians');
    expect(guessAngleUnit(Float64Array.from(Float32Array.from(steps(181, 2.399963229728653)))).unit).toBe('radians');
  });

  test('of two views a quarter turn apart are radians', () => {
    expect(guessAngleUnit(Float64Array.of(0, Math.PI / 2)).unit).toBe('radians');
  });
});

test('an arc that has π in it looks like radians, and others do not', () => {
  for (const arc of ['1.5708', '3.14', '3.1416', '-3.14159', '4.712', '6.28', '6.2832', '6.283185307'].map(Number)) {
    expect([arc, looksLikeRadians(arc)]).toEqual([arc, true]);
  }
  for (const arc of [0.5, 1, 1.5, 3, 3.1, 3.2, 6, 6.3, 9.42, 12.57, 90, 180, 360]) {
    expect([arc, looksLikeRadians(arc)]).toEqual([arc, false]);
  }
});

describe('the first view of a list for all readings is', () => {
  const turning = (first: number) => Array.from({ length: 20 }, (_, view) => first + 2 * view);
  test.each<readonly [string, readonly number[], number]>([
    ['the first, where it turns from there', turning(0), 0],
    ['the last of the equal ones, where the steps begin with it', [-90, -90, -90, ...turning(-90)], 3],
    ['the one after them, where white readings were taken elsewhere', [0, 0, 0, ...turning(-90)], 3],
    ['not to be told of a list that never turns', [5, 5, 5, 5], 0],
    ['not to be told of one angle', [5], 0],
  ])('%s', (_, angles, first) => {
    expect(guessFirstView(Float64Array.from(angles))).toBe(first);
  });
});
