import { expect, test } from 'vitest';
import { SMALL_SIDE, smallPicture } from '../../../src/app/log/small-picture.ts';

test('a small picture of a large image has its sides in proportion, and means of what its pixels cover', () => {
  const [rows, columns] = [4 * SMALL_SIDE, 2 * SMALL_SIDE];
  // Each small pixel covers four by four: half of its columns 0, half 1, below the middle all 2.
  const values = Float32Array.from({ length: rows * columns }, (_, i) =>
    i >= (rows * columns) / 2 ? 2 : i % 4 < 2 ? 0 : 1,
  );
  const picture = smallPicture(values, rows, columns, { black: 0, white: 2 });
  expect([picture.rows, picture.columns]).toEqual([SMALL_SIDE, SMALL_SIDE / 2]);
  expect([...new Set(picture.greys.subarray(0, picture.greys.length / 2))]).toEqual([64]);
  expect([...new Set(picture.greys.subarray(picture.greys.length / 2))]).toEqual([255]);
});

test('an image that is smaller stays as large as it is; without a window it reaches from black to white', () => {
  const picture = smallPicture(Float32Array.of(-3, Number.NaN, 1, 5), 2, 2, null);
  expect([picture.rows, picture.columns, ...picture.greys]).toEqual([2, 2, 0, 0, 128, 255]);
  expect([...smallPicture(new Float32Array(4).fill(7), 2, 2, null).greys]).toEqual([255, 255, 255, 255]);
});
