// The gradient of an image and what is made of it, against what they are by definition.

import { expect, test } from 'vitest';
import type { Grid } from '../../src/geometry/grid.ts';
import { algebra } from '../../src/operators/algebra.ts';
import { imageVariation } from '../../src/operators/image-variation.ts';
import { seededRandom } from '../support/random.ts';
import { cpuOperators } from '../support/walk.ts';

const GRIDS: Readonly<Record<string, Grid>> = {
  'a slice': { rows: 7, columns: 9, pixelSizeMm: 0.5 },
  'a row': { rows: 1, columns: 6, pixelSizeMm: 1 },
  'a column': { rows: 6, columns: 1, pixelSizeMm: 1 },
  'one pixel': { rows: 1, columns: 1, pixelSizeMm: 1 },
  'a volume': { rows: 5, columns: 6, slices: 4, pixelSizeMm: 0.5, sliceSpacingMm: 0.8 },
  'two slices, near one another': { rows: 3, columns: 4, slices: 2, pixelSizeMm: 1, sliceSpacingMm: 0.25 },
};

const operators = cpuOperators();

async function made(grid: Grid, seed: number) {
  const variation = imageVariation(operators, grid);
  const random = seededRandom(seed);
  const arrayOf = (rows: number, columns: number) =>
    operators.upload(
      Float32Array.from({ length: rows * columns }, () => 2 * random() - 1),
      rows,
      columns,
    );
  const imageShape = [grid.rows * (grid.slices ?? 1), grid.columns] as const;
  return { variation, image: await arrayOf(...imageShape), field: await arrayOf(...variation.fieldShape), imageShape };
}

test.each(Object.entries(GRIDS))('⟨∇x, p⟩ = −⟨x, div p⟩ on %s, and ‖∇x‖² ≤ squaredNorm·‖x‖²', async (_, grid) => {
  const { variation, image, field, imageShape } = await made(grid, 3);
  const { dot, squaredNorm } = algebra(operators);
  const gradient = await operators.create(...variation.fieldShape);
  const divergence = await operators.create(...imageShape);
  await variation.gradient(image, gradient);
  await variation.divergence(field, divergence);
  const scale = Math.sqrt((await squaredNorm(gradient)) * (await squaredNorm(field)));
  expect(Math.abs((await dot(gradient, field)) + (await dot(image, divergence)))).toBeLessThanOrEqual(1e-6 * scale);
  expect(await squaredNorm(gradient)).toBeLessThanOrEqual(variation.squaredNorm * (await squaredNorm(image)));
});

test('the gradient of a slope is the slope, and 0 at the far border', async () => {
  const grid = { rows: 3, columns: 4, slices: 2, pixelSizeMm: 2, sliceSpacingMm: 3 };
  const variation = imageVariation(operators, grid);
  const values = Float32Array.from(
    { length: 24 },
    (_, i) => (i % 4) + 10 * (Math.floor(i / 4) % 3) + (i < 12 ? 0 : 60),
  );
  const image = await operators.upload(values, 6, 4);
  const field = await operators.create(...variation.fieldShape);
  await variation.gradient(image, field);
  const rowsOf = (array: Float32Array) => Array.from({ length: 6 }, (_, r) => [...array.subarray(12 * r, 12 * r + 12)]);
  const across = [1, 1, 1, 0];
  const [down, last, up, top] = [10, 0, 40, 0].map((value) => Array<number>(4).fill(value)) as number[][];
  expect(rowsOf(await operators.read(field))).toEqual([
    [...across, ...down!, ...up!],
    [...across, ...down!, ...up!],
    [...across, ...last!, ...up!],
    [...across, ...down!, ...top!],
    [...across, ...down!, ...top!],
    [...across, ...last!, ...top!],
  ]);
});

test.each(Object.entries(GRIDS))('the total variation of %s is the sum of the gradient’s lengths', async (_, grid) => {
  const { variation, image, field, imageShape } = await made(grid, 5);
  await variation.gradient(image, field);
  const gradient = await operators.read(field);
  const components = variation.fieldShape[1] / grid.columns;
  let expected = 0;
  for (let r = 0; r < imageShape[0]; r++) {
    for (let c = 0; c < grid.columns; c++) {
      const at = (k: number) => gradient[(r * components + k) * grid.columns + c]!;
      expected += Math.hypot(...Array.from({ length: components }, (_, k) => at(k)));
    }
  }
  const scratch = await operators.create(...imageShape);
  expect(await variation.total(image, scratch)).toBeCloseTo(expected, 5);
});

test('vectors are shortened to a ball, or to their directions', async () => {
  const variation = imageVariation(operators, { rows: 1, columns: 3, pixelSizeMm: 1 });
  const field = () => operators.upload(Float32Array.of(3, 0.3, 0, 4, -0.4, 0), 1, 6);
  const shortened = await field();
  await variation.shorten(shortened, 1);
  expect([...(await operators.read(shortened))].map((value) => +value.toFixed(6))).toEqual([0.6, 0.3, 0, 0.8, -0.4, 0]);
  await variation.shorten(shortened, 0);
  expect([...(await operators.read(shortened))]).toEqual([0, 0, 0, 0, 0, 0]);
  const directed = await field();
  await variation.direct(directed, 12);
  expect((await operators.read(directed))[0]).toBeCloseTo(3 / 13, 6);
  expect((await operators.read(directed))[4]).toBeCloseTo(-0.4 / Math.sqrt(144.25), 6);
});
