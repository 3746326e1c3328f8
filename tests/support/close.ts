import { expect } from 'vitest';
import { compareImages } from '../../src/measure/compare-images.ts';

/** Asserts that the RMS of the difference is below `most` of the RMS of the expected values. */
export function expectRelativelyClose(actual: Float32Array, expected: Float32Array, most: number): void {
  expect(actual.length).toBe(expected.length);
  const { relativeRms } = compareImages(actual, expected);
  expect(relativeRms).toBeLessThan(most);
}

/** Asserts that no value differs, not even in its last bit or in the sign of a zero. */
export function expectSameBits<Values extends Float32Array | Float64Array>(actual: Values, expected: Values): void {
  expect(actual.length).toBe(expected.length);
  const [bits, expectedBits] = [actual, expected].map((values) => new Uint32Array(values.slice().buffer));
  const word = bits!.findIndex((bit, i) => bit !== expectedBits![i]);
  const first = Math.floor((4 * word) / actual.BYTES_PER_ELEMENT);
  expect(word, `value ${first} is ${actual[first]} instead of ${expected[first]}`).toBe(-1);
}
