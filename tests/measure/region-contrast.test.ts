import { expect, test } from 'vitest';
import { regionContrast, regionValues } from '../../src/measure/region-contrast.ts';
import { philox } from '../../src/physics/philox.ts';
import { normalQuantile } from '../../src/physics/random-quantiles.ts';

test('mean, noise, contrast of two regions', () => {
  // 4 columns: 1 and 3 in turns to the left, 10 and once 14 to the right.
  const values = Float32Array.of(1, 3, 10, 10, 3, 1, 10, 14, 9, 9, 9, 9);
  const region = { fromRow: 0, toRow: 2, fromColumn: 0, toColumn: 2 };
  const left = regionValues(values, 4, region);
  // Differences of 2 and −2: a variance of 8, of which each pixel has a half.
  expect(left).toEqual({ mean: 2, noise: 2 });
  const right = regionValues(values, 4, { ...region, fromColumn: 2, toColumn: 4 });
  expect(right).toEqual({ mean: 11, noise: 2 });
  expect(regionContrast(right, left)).toMatchObject({ contrast: 4.5, relativeNoise: 1, contrastToNoise: 4.5 });
  expect(regionValues(values, 4, { fromRow: 2, toRow: 3, fromColumn: 1, toColumn: 2 })).toEqual({ mean: 9, noise: 0 });
});

test('noise is what a slope leaves, whatever lies under it', () => {
  const words = new Uint32Array(4);
  const [side, sigma] = [60, 0.3];
  const values = Float64Array.from({ length: side * side }, (_, i) => {
    philox(words, i, 0, 0, 0, 5, 0);
    return 100 + 2 * (i % side) - 7 * Math.floor(i / side) + sigma * normalQuantile(words[0]!);
  });
  const { noise } = regionValues(values, side, { fromRow: 0, toRow: side, fromColumn: 0, toColumn: side });
  // Of 3540 differences, two of which have a pixel in common: within some 2 %.
  expect(Math.abs(noise / sigma - 1)).toBeLessThan(0.05);
});
