import { describe, expect, test } from 'vitest';
import { arrayFacts } from '../../src/experiment/array-facts.ts';
import { guessImageValues } from '../../src/experiment/guess-image-values.ts';
import { looksLikeSinogram } from '../../src/experiment/guess-readings.ts';
import type { ImageValues } from '../../src/experiment/image-values.ts';
import { seededRandom } from '../support/random.ts';

const SIDE = 48;

/** A body relative to water: an ellipse of water with fat, lung and bone in it, and air about it. */
function body(noise = 0): Float32Array {
  const random = seededRandom(11);
  return Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [x, y] = [(i % SIDE) - SIDE / 2, Math.floor(i / SIDE) - SIDE / 2];
    const value =
      Math.hypot(x / 20, y / 15) > 1
        ? 0
        : Math.hypot(x + 8, y) < 5
          ? 0.25
          : Math.hypot(x - 9, y - 2) < 3
            ? 2
            : Math.hypot(x, y + 9) < 4
              ? 0.9
              : 1.03;
    return value + noise * (random() - 0.5);
  });
}

const images: [string, Float32Array, ImageValues, boolean][] = [
  ['Hounsfield units', body().map((v) => Math.round(1000 * (v - 1))), 'hounsfield', true],
  ['Hounsfield units with noise', body(0.05).map((v) => 1000 * (v - 1)), 'hounsfield', true],
  [
    'Hounsfield units padded with −2000',
    body().map((v, i) => (Math.hypot((i % SIDE) - 24, i / SIDE - 24) > 24 ? -2000 : Math.round(1000 * (v - 1)))),
    'hounsfield',
    true,
  ],
  ['Hounsfield units without air', body().map((v) => Math.max(-120, Math.round(1000 * (v - 1)))), 'hounsfield', false],
  ['stored CT numbers', body().map((v) => Math.round(1000 * (v - 1)) + 1024), 'hounsfield-plus-1024', false],
  ['attenuation in 1/mm', body(0.01).map((v) => 0.02059 * v), 'attenuation-per-mm', false],
  ['values relative to water', body(0.01), 'relative-to-water', false],
  ['greys of 8 bits', body().map((v) => Math.round(100 * v)), 'arbitrary', false],
  ['a mask', body().map((v) => Number(v > 0.5)), 'arbitrary', false],
  ['greys from 0 to 1', body().map((v) => v / 2.5), 'arbitrary', false],
  ['standardised values', body(0.1).map((v) => 1.5 * (v - 0.6)), 'arbitrary', false],
];

describe('the values of an image', () => {
  test.each(images)('that are %s', (_, values, expected, isCertain) => {
    const facts = arrayFacts(values, SIDE, SIDE);
    expect(guessImageValues(facts)).toMatchObject({ values: expected, isCertain });
    expect(looksLikeSinogram(facts)).toBe(false);
  });

  test('are not guessed from a handful of pixels', () => {
    expect(guessImageValues(arrayFacts(Float32Array.of(-1000, -1000, 0, 0), 2, 2)).values).toBe('arbitrary');
  });
});
