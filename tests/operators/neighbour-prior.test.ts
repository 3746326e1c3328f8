// Huber's prior on neighbours, against its definition and its differences.

import { expect, test } from 'vitest';
import type { Grid } from '../../src/geometry/grid.ts';
import { neighbourPrior } from '../../src/operators/neighbour-prior.ts';
import { seededRandom } from '../support/random.ts';
import { cpuOperators } from '../support/walk.ts';

const GRIDS: Readonly<Record<string, Grid>> = {
  'a slice': { rows: 4, columns: 5, pixelSizeMm: 0.5 },
  'a row': { rows: 1, columns: 6, pixelSizeMm: 1 },
  'a volume': { rows: 3, columns: 4, slices: 3, pixelSizeMm: 0.5, sliceSpacingMm: 0.8 },
};
const THRESHOLD = 0.4;

const operators = cpuOperators();

const huber = (t: number) => (Math.abs(t) <= THRESHOLD ? (t * t) / 2 : THRESHOLD * Math.abs(t) - THRESHOLD ** 2 / 2);

/** R(x), pair by pair, from where pixels are. */
function energyOf({ rows, columns, slices = 1, pixelSizeMm, sliceSpacingMm = pixelSizeMm }: Grid, x: Float64Array) {
  const pixels = Array.from(x, (_, i) => {
    const [column, row, slice] = [i % columns, Math.floor(i / columns) % rows, Math.floor(i / columns / rows)];
    return { column, row, slice };
  });
  const distance = (dx: number, dy: number, dz: number) => Math.hypot(dx, dy, (dz * sliceSpacingMm) / pixelSizeMm);
  let all = 0;
  for (const dz of slices > 1 ? [-1, 0, 1] : [0]) {
    for (const dy of [-1, 0, 1]) for (const dx of [-1, 0, 1]) if (dx || dy || dz) all += 1 / distance(dx, dy, dz);
  }
  let energy = 0;
  for (const [i, a] of pixels.entries()) {
    for (const [j, b] of pixels.entries()) {
      const steps = [a.column - b.column, a.row - b.row, a.slice - b.slice] as const;
      if (j <= i || steps.some((step) => Math.abs(step) > 1)) continue;
      energy += huber(x[i]! - x[j]!) / distance(...steps) / all;
    }
  }
  return energy;
}

test.each(Object.entries(GRIDS))('on %s: energy, gradient and a parabola above it', async (_, grid) => {
  const prior = neighbourPrior(operators, grid, THRESHOLD);
  const random = seededRandom(7);
  const shape = [grid.rows * (grid.slices ?? 1), grid.columns] as const;
  const values = Float32Array.from({ length: shape[0] * shape[1] }, () => 2 * random() - 1);
  const x = Float64Array.from(values);
  const image = await operators.upload(values, ...shape);
  const out = await operators.create(...shape);
  expect(await prior.energy(image, out)).toBeCloseTo(energyOf(grid, x), 5);

  await prior.gradient(image, out);
  const gradient = await operators.read(out);
  const step = 1e-5;
  for (const i of x.keys()) {
    const moved = (by: number) => energyOf(grid, x.with(i, x[i]! + by));
    expect(gradient[i]).toBeCloseTo((moved(step) - moved(-step)) / (2 * step), 4);
  }

  await prior.curvature(image, out);
  const curvature = await operators.read(out);
  for (let trial = 0; trial < 200; trial++) {
    const by = x.map(() => (2 * random() - 1) * 10 ** (-2 * random()));
    const parabola = by.reduce((sum, d, i) => sum + gradient[i]! * d + (curvature[i]! / 2) * d * d, energyOf(grid, x));
    expect(
      energyOf(
        grid,
        x.map((value, i) => value + by[i]!),
      ),
    ).toBeLessThanOrEqual(parabola + 1e-6);
  }
});

test('beside a step the prior pulls by its threshold, and in an even image not at all', async () => {
  const grid = { rows: 5, columns: 5, pixelSizeMm: 1 };
  const prior = neighbourPrior(operators, grid, 0.1);
  const image = await operators.upload(
    Float32Array.from({ length: 25 }, (_, i) => (i % 5 < 2 ? 0 : 1)),
    5,
    5,
  );
  const out = await operators.create(5, 5);
  await prior.gradient(image, out);
  // One neighbour to the side and two diagonal ones stand beyond the step.
  const pull = (0.1 * (1 + Math.SQRT2)) / (4 + 2 * Math.SQRT2);
  const middle = [...(await operators.read(out)).subarray(10, 15)];
  for (const [i, value] of [0, -pull, pull, 0, 0].entries()) expect(middle[i]).toBeCloseTo(value, 6);
});
