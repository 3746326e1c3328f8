import { expect, test } from 'vitest';
import { greyPicture } from '../../src/measure/grey-picture.ts';

test('is linear from black to white and cut beyond', () => {
  const grey = greyPicture(Float32Array.of(-1e30, -160, -159, 41, 240, 241, 1e30), { black: -160, white: 240 });
  // 255/400 a unit: 0.6375 for the first one, 128.1375 for 201 of them.
  expect([...grey]).toEqual([0, 0, 1, 128, 255, 255, 255]);
});

test('infinities are black and white, NaN is black', () => {
  const values = Float32Array.of(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN);
  expect([...greyPicture(values, { black: 0, white: 1 })]).toEqual([0, 255, 0]);
});
