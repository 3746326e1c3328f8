import { expect, test } from 'vitest';
import { mostRowsOfSums } from '../../src/operators/gpu/symmetric-back-projector.ts';

// Four sums of four bytes a pixel, 64 MiB of them at the most, and whole tiles of 16 rows.
test.each([
  ['the largest image in four bands, on the least device and on any other', 4096, 128, 1024],
  ['the largest image in four bands, on the least device and on any other', 4096, 2048, 1024],
  ['an image whose sums just fit in one', 2048, 128, 2048],
  ['the image of the GPU’s test in four bands', 1024, 4, 256],
  ['tiles that are not cut', 3000, 64, 1392],
])('%s: %i² pixels, %i MiB in one piece', (_, side, mebibytes, rows) => {
  expect(mostRowsOfSums(side, mebibytes * 2 ** 20)).toBe(rows);
});
