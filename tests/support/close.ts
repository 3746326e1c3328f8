import { expect } from 'vitest';
import { compareImages } from '../../src/metrics/compare-images.ts';

/** Asserts that the RMS of the difference is below `most` of the RMS of the expected values. */
export function expectRelativelyClose(actual: Float32Array, expected: Float32Array, most: number): void {
  expect(actual.length).toBe(expected.length);
  const { relativeRms } = compareImages(actual, expected);
  expect(relativeRms).toBeLessThan(most);
}
