import { expect, test } from 'vitest';
import { centralNoise } from '../../src/measure/central-noise.ts';

test('is the spread of the error in the middle, whatever stands elsewhere and however the error is offset', () => {
  const side = 200;
  const truth = Float32Array.from({ length: side * side }, (_, i) => i % 7);
  // A chessboard of ±2 about an offset of 5 has a standard deviation of 2.
  const image = truth.map((value, i) => value + 5 + ((Math.floor(i / side) + i) % 2 === 0 ? 2 : -2));
  image[0] = 1e6;
  // The circle of radius 10 about a corner of pixels holds as many of either colour.
  expect(centralNoise(image, truth, side, side)).toBeCloseTo(2, 6);
});

test('counts every pixel of an image of one', () => {
  expect(centralNoise(Float32Array.of(3), Float32Array.of(1), 1, 1)).toBe(0);
});
