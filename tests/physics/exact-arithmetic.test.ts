import { expect, test } from 'vitest';
import {
  expOfMinus,
  inverseSquareRoot,
  naturalLog,
  reciprocal,
  squareRoot,
} from '../../src/physics/exact-arithmetic.ts';
import { seededRandom } from '../support/random.ts';

const random = seededRandom(17);
/** Numbers whose logarithm is spread evenly. */
const spread = (least: number, most: number) =>
  Array.from({ length: 20_000 }, () => Math.fround(least * (most / least) ** random()));

// float32 has 2⁻²⁴ = 6·10⁻⁸ for one rounding; each function has several.
test('exp, log, roots and reciprocals are those of double precision within a few roundings', () => {
  for (const x of spread(1e-8, 60)) expect(Math.abs(expOfMinus(x) / Math.exp(-x) - 1)).toBeLessThan(3e-7);
  for (const x of spread(1e-9, 1e9)) {
    expect(Math.abs(naturalLog(x) - Math.log(x)) / Math.max(1, Math.abs(Math.log(x)))).toBeLessThan(1.5e-7);
    expect(Math.abs(inverseSquareRoot(x) * Math.sqrt(x) - 1)).toBeLessThan(3e-7);
    expect(Math.abs(squareRoot(x) / Math.sqrt(x) - 1)).toBeLessThan(1.2e-7);
    expect(Math.abs(reciprocal(x) * x - 1)).toBeLessThan(2e-7);
  }
});

test('nothing is lost at the ends', () => {
  expect(expOfMinus(0)).toBe(1);
  expect(expOfMinus(1e9)).toBe(0);
  expect(naturalLog(1)).toBe(0);
  expect(squareRoot(65_536)).toBe(256);
});

test('the logarithm near 1 is as exact as its argument', () => {
  for (const x of spread(0.9, 1.1)) expect(Math.abs(naturalLog(x) - Math.log(x))).toBeLessThan(2e-8);
});
