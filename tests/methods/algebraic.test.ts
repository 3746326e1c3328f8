// The algebraic methods against oracles over whole matrices, and what has to hold of their iterates.

import { describe, expect, test } from 'vitest';
import { squareGrid } from '../../src/geometry/grid.ts';
import { scatteredScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { squaredNormOf } from '../../src/methods/iterative/operator-norm.ts';
import { pairOf } from '../../src/methods/iterative/unmatched-pair.ts';
import { viewSubsets } from '../../src/methods/iterative/view-subsets.ts';
import { algebra } from '../../src/operators/algebra.ts';
import { projector } from '../../src/operators/projector.ts';
import type { SetValues } from '../../src/spec-settings.ts';
import { distanceDrivenMatrix } from '../operators/distance-driven-matrix.ts';
import { josephMatrix } from '../operators/joseph-matrix.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { randomArray, seededRandom } from '../support/random.ts';
import { cpuOperators, scanOfArc } from '../support/walk.ts';
import {
  type DenseSubset,
  denseGradient,
  denseKrylovLeast,
  denseMlem,
  denseOsem,
  denseSart,
  denseSquaredNorm,
  minus,
  norm,
  solved,
  times,
  transposed,
} from './dense-methods.ts';
import { iterates, type MethodProblem } from './run-method.ts';

const ITERATIONS = 4;

/** Few pixels; some rays pass beside the image, and some pixels beside all rays. */
const CASES = {
  'parallel rays': { scan: scanOfArc({ views: 12, channels: 15, channelSpacingMm: 1 }), grid: squareGrid(8, 1.1) },
  'a fan on an arc, aside': {
    scan: fanOfArc({
      ...{ sourceToIsocenterMm: 40, sourceToDetectorMm: 90, views: 16, channels: 13, channelSpacingMm: 2 },
      offset: 0.25,
    }),
    grid: squareGrid(7, 1.4),
  },
  'uneven angles and a short detector': {
    scan: scatteredScan(Float64Array.of(0.1, 2.9, -1.3, 0.7, 0.75, 4, 1.6, 2.2), {
      ...{ channels: 5, channelSpacingMm: 1, offset: 0 },
    }),
    grid: squareGrid(9, 1),
  },
} as const;

function problemOf({ scan, grid }: (typeof CASES)[keyof typeof CASES]) {
  const rows = josephMatrix(scan, grid);
  const random = seededRandom(5);
  // Disagree with each other, and some are less than 0.
  const x = Array.from({ length: grid.rows * grid.columns }, random);
  const readings = Float32Array.from(times(rows, x), (value) => value + 0.4 * (random() - 0.5));
  const start = randomArray(x.length, 9);
  const problem: MethodProblem = { scan, grid, readings };
  const subsetOf = (views: readonly number[]): DenseSubset => {
    const rays = views.flatMap((view) => Array.from({ length: scan.channels }, (_, k) => view * scan.channels + k));
    return { rows: rays.map((ray) => rows[ray]!), b: rays.map((ray) => readings[ray]!) };
  };
  return { problem, rows, b: [...readings], x, start, zeros: x.map(() => 0), subsetOf };
}

async function last(method: string, problem: MethodProblem, settings: SetValues = {}): Promise<Float32Array> {
  const { images } = await iterates(cpuOperators(), method, problem, settings, [ITERATIONS]);
  return images[0]!;
}

describe.each(Object.entries(CASES))('%s', (_, given) => {
  const { problem, rows, b, start, zeros, subsetOf } = problemOf(given);
  const views = given.scan.anglesRad.length;
  const close = (actual: Float32Array, expected: readonly number[]) =>
    expectRelativelyClose(actual, Float32Array.from(expected), 1e-4);

  test('SART goes from view to view', async () => {
    const subsets = viewSubsets(given.scan, views).map(subsetOf);
    expect(subsets.length).toBe(views);
    const settings = { relaxation: 0.8, decay: 0.9 };
    close(await last('sart', problem, settings), denseSart(subsets, zeros, ITERATIONS, settings));
  });

  test('OS-SART goes from subset to subset, also from a start and without bounds', async () => {
    const subsets = viewSubsets(given.scan, 3).map(subsetOf);
    const settings = { subsets: 3, decay: 1, isNonNegative: false };
    close(
      await last('os-sart', { ...problem, start }, settings),
      denseSart(subsets, [...start], ITERATIONS, { least: Number.NEGATIVE_INFINITY }),
    );
  });

  test('OS-SART by a single subset is SIRT', async () => {
    const one = await last('os-sart', problem, { subsets: 1, decay: 1 });
    expectRelativelyClose(one, await last('sirt', problem), 1e-6);
  });

  test.each(['none', 'nesterov'])('the gradient method with momentum %s', async (momentum) => {
    const exact = denseSquaredNorm(rows);
    const operators = cpuOperators();
    const [image, readings] = [
      await operators.create(given.grid.rows, given.grid.columns),
      await operators.create(views, given.scan.channels),
    ];
    const pair = projector(operators, given.scan, given.grid);
    const found = await squaredNormOf(operators, algebra(operators), pair, image, readings);
    expect(found).toBeLessThanOrEqual(exact * (1 + 1e-5));
    expect(found).toBeGreaterThan(exact / 1.02);
    const step = 1 / (1.05 * found);
    close(
      await last('gradient', problem, { momentum }),
      denseGradient(rows, b, zeros, ITERATIONS, step, momentum !== 'none'),
    );
  });

  test('CGLS goes to the least residual in its subspace, also from a start', async () => {
    close(await last('cgls', problem), denseKrylovLeast(rows, b, zeros, ITERATIONS));
    close(await last('cgls', { ...problem, start }), denseKrylovLeast(rows, b, [...start], ITERATIONS));
  });

  test('CGLS with weights goes to the least weighted residual', async () => {
    const counting = { photons: 100, electronicNoise: 3, signalFactor: 0.5 };
    const roots = b.map((p) => {
      const s = Math.exp(-0.5 * p);
      return Math.sqrt(s ** 2 / (s + 9 / 100));
    });
    const weighted = rows.map((row, i) => Array.from(row, (value) => value * roots[i]!));
    const expected = denseKrylovLeast(
      weighted,
      b.map((value, i) => value * roots[i]!),
      zeros,
      ITERATIONS,
    );
    close(await last('cgls', { ...problem, counting }, { weights: 'counts' }), expected);
  });

  test('Tikhonov finds the least of residual and differences together', async () => {
    const { rows: n, columns } = given.grid;
    const scale =
      norm(
        times(
          rows,
          zeros.map(() => 1),
        ),
      ) **
        2 /
      zeros.length;
    const root = Math.sqrt(0.3 * scale);
    const differences = zeros.flatMap((_, pixel) => {
      const next = [
        ...((pixel + 1) % columns ? [pixel + 1] : []),
        ...(pixel + columns < n * columns ? [pixel + columns] : []),
      ];
      return next.map((other) => zeros.map((__, j) => (j === other ? root : j === pixel ? -root : 0)));
    });
    const stacked = [...rows, ...differences];
    const targets = [...b, ...differences.map(() => 0)];
    const columnsOf = transposed(stacked);
    const gram = columnsOf.map((one) => times(columnsOf, one));
    const exact = solved(gram, times(columnsOf, targets));
    const { images, points } = await iterates(cpuOperators(), 'tikhonov', problem, { strength: 0.3 }, [ITERATIONS, 80]);
    close(images[0]!, denseKrylovLeast(stacked, targets, zeros, ITERATIONS));
    close(images[1]!, exact);
    const least = norm(minus(targets, times(stacked, exact))) ** 2 / 2;
    expect(Math.abs(points.at(-1)!.objective! - least)).toBeLessThan(1e-4 * least);
  });

  test('MLEM multiplies, conserves counts and makes its objective less', async () => {
    close(await last('mlem', problem), denseMlem(rows, b, ITERATIONS));
    const { images, points } = await iterates(cpuOperators(), 'mlem', problem, {}, [1, 2, 30]);
    // Readings of rays beside the image are nobody's.
    const seen = b
      .filter((value, ray) => value > 0 && Math.max(...rows[ray]!) > 0)
      .reduce((sum, value) => sum + value, 0);
    for (const image of images) {
      const counts = times(rows, image).reduce((sum, value) => sum + value, 0);
      expect(Math.abs(counts - seen)).toBeLessThan(1e-4 * seen);
      expect(Math.min(...image)).toBeGreaterThanOrEqual(0);
    }
    for (const [i, { objective }] of points.entries()) {
      if (i > 0) expect(objective!).toBeLessThanOrEqual(points[i - 1]!.objective! + 1e-5 * seen);
    }
  });

  test('OSEM multiplies subset by subset', async () => {
    const subsets = viewSubsets(given.scan, 3).map(subsetOf);
    const begun = denseMlem(rows, b, 0);
    close(await last('osem', problem, { subsets: 3 }), denseOsem(subsets, begun, ITERATIONS));
    expectRelativelyClose(await last('osem', problem, { subsets: 1 }), await last('mlem', problem), 1e-6);
  });

  test.each(['sirt', 'sart', 'os-sart', 'gradient', 'cgls', 'tikhonov', 'mlem', 'osem'])(
    '%s tells the residual of each image, and is finite everywhere',
    async (method) => {
      const { images, points } = await iterates(cpuOperators(), method, problem, {}, [0, 1, 25]);
      for (const [i, at] of [0, 1, 25].entries()) {
        expect(images[i]!.every(Number.isFinite)).toBe(true);
        const residual = norm(minus(b, times(rows, images[i]!)));
        expect(Math.abs(points[at]!.residual - residual)).toBeLessThan(1e-4 * norm(b));
      }
    },
  );

  test.each([
    ['cgls', {}],
    ['cgls', { weights: 'counts' }],
    ['gradient', { momentum: 'none', isNonNegative: false }],
    ['gradient', { momentum: 'none', weights: 'counts' }],
  ])('the residual of %s with %j never rises', async (method, settings) => {
    const { points } = await iterates(cpuOperators(), method, problem, settings, [60]);
    for (const [i, { residual }] of points.entries()) {
      if (i > 0) expect(residual).toBeLessThanOrEqual(points[i - 1]!.residual * (1 + 1e-6));
    }
    expect(points.at(-1)!.residual).toBeLessThan(0.5 * points[0]!.residual);
  });
});

test.each(['sirt', 'sart', 'os-sart', 'gradient'])('%s keeps its bounds', async (method) => {
  const { problem, rows, x } = problemOf(CASES['parallel rays']);
  // Some pixels are less than there may be, others more.
  const contrasted = x.map((value) => (value < 0.5 ? -2 : 2));
  const readings = Float32Array.from(times(rows, contrasted));
  const { images } = await iterates(cpuOperators(), method, { ...problem, readings }, { upperBound: 0.6 }, [12]);
  expect(Math.min(...images[0]!)).toBe(0);
  expect(Math.max(...images[0]!)).toBe(Math.fround(0.6));
});

test.each(['sirt', 'sart', 'os-sart', 'gradient', 'cgls', 'tikhonov', 'mlem', 'osem'])(
  '%s of nothing is nothing',
  async (method) => {
    const { problem } = problemOf(CASES['parallel rays']);
    const nothing = { ...problem, readings: problem.readings.map(() => 0) };
    const { images } = await iterates(cpuOperators(), method, nothing, {}, [3]);
    expect(images[0]!.every((value) => value === 0)).toBe(true);
  },
);

test('a distance-driven SIRT goes by that projector alone, and an unmatched pair is scaled to it', async () => {
  const { scan, grid } = CASES['a fan on an arc, aside'];
  const { problem, b, zeros } = problemOf({ scan, grid });
  const rows = distanceDrivenMatrix(scan, grid);
  const expected = denseSart([{ rows, b }], zeros, ITERATIONS);
  const settings = { projector: 'distance-driven' };
  expectRelativelyClose(await last('sirt', problem, settings), Float32Array.from(expected), 1e-4);
  const operators = cpuOperators();
  const both = projector(operators, scan, grid, 'distance-driven');
  const unmatched = pairOf(operators, both, { transpose: 'back-projection' });
  const ones = await operators.upload(new Float32Array(b.length).fill(1), scan.anglesRad.length, scan.channels);
  const image = await operators.create(grid.rows, grid.columns);
  await unmatched.adjoint(ones, image);
  const sum = (await operators.read(image)).reduce((all, value) => all + value, 0);
  const own = rows.reduce((all, row) => all + row.reduce((ofRow, weight) => ofRow + weight, 0), 0);
  expect(sum / own).toBeCloseTo(1, 5);
});

test('a back-projection in the place of the transpose leads elsewhere, or nowhere', async () => {
  const { problem } = problemOf(CASES['parallel rays']);
  for (const method of ['sirt', 'gradient']) {
    const settings = { isNonNegative: false, ...(method === 'gradient' && { momentum: 'none' }) };
    const [matched, unmatched] = [{}, { transpose: 'back-projection' }].map((transpose) =>
      iterates(cpuOperators(), method, problem, { ...settings, ...transpose }, [2, 300]),
    );
    const [there, here] = [await matched!, await unmatched!];
    // Alike at first.
    expectRelativelyClose(here.images[0]!, there.images[0]!, 0.3);
    expect(there.points[300]!.residual).toBeLessThan(here.points[300]!.residual);
  }
});
