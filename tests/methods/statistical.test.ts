// PWLS and the methods of total variation against oracles over whole matrices, and what has to hold of their iterates.

import { describe, expect, test } from 'vitest';
import { plainImage } from '../../src/experiment/stages/plain-image.ts';
import { squareGrid } from '../../src/geometry/grid.ts';
import { variationDenoiser } from '../../src/methods/iterative/variation-denoiser.ts';
import { algebra } from '../../src/operators/algebra.ts';
import { josephMatrix } from '../operators/joseph-matrix.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { coneOf } from '../support/cone-walk.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { seededRandom } from '../support/random.ts';
import { cpuOperators, scanOfArc } from '../support/walk.ts';
import { denseSquaredNorm, dot, minus, norm, times } from './dense-methods.ts';
import { densePdhg, densePwls, gradientRows, totalVariation } from './dense-variation.ts';
import { scaleOf, squaredNorms } from './engine-norms.ts';
import { iterates, type MethodProblem } from './run-method.ts';

const CASES = {
  'parallel rays': { scan: scanOfArc({ views: 12, channels: 15, channelSpacingMm: 1 }), grid: squareGrid(8, 1.1) },
  'a fan on an arc, aside': {
    scan: fanOfArc({
      ...{ sourceToIsocenterMm: 40, sourceToDetectorMm: 90, views: 16, channels: 9, channelSpacingMm: 2 },
      offset: 0.25,
    }),
    grid: squareGrid(7, 1.4),
  },
} as const;

const COUNTING = { photons: 100, electronicNoise: 3, signalFactor: 0.3 };
const ALL = ['pwls', 'tv-pdhg', 'tv-fista', 'asd-pocs'] as const;

/** A disk in a box, of few values, and readings that disagree. */
function problemOf({ scan, grid }: (typeof CASES)[keyof typeof CASES], noise = 0.2) {
  const rows = josephMatrix(scan, grid);
  const random = seededRandom(11);
  const middle = (grid.columns - 1) / 2;
  const x = Array.from({ length: grid.rows * grid.columns }, (_, i) =>
    Math.hypot((i % grid.columns) - middle, Math.floor(i / grid.columns) - middle) < 2.4 ? 1 : 0.2,
  );
  const readings = Float32Array.from(times(rows, x), (value) => value + noise * (random() - 0.5));
  const problem: MethodProblem = { scan, grid, readings, counting: COUNTING };
  const weights = Array.from(readings, (p) => {
    const s = Math.exp(-COUNTING.signalFactor * p);
    return s ** 2 / (s + COUNTING.electronicNoise ** 2 / COUNTING.photons);
  });
  return { problem, rows, b: [...readings], x, weights, gradient: gradientRows(grid) };
}

const run = (method: string, problem: MethodProblem, settings: object, asked: readonly number[]) =>
  iterates(cpuOperators(), method, problem, { ...settings }, asked);

describe.each(Object.entries(CASES))('%s', (_, given) => {
  const { problem, rows, b, weights, gradient } = problemOf(given);

  test.each([
    ['counts', 40],
    ['none', 400],
  ] as const)('PWLS with weights by %s steps to the least of its parabolas', async (kind, huberThreshold) => {
    const strength = 0.3;
    const settings = { weights: kind, strength, huberThreshold, subsets: 1 };
    const { images, points } = await run('pwls', problem, settings, [8]);
    const own = kind === 'counts' ? weights : b.map(() => 1);
    const expected = densePwls(rows, b, own, given.grid, 8, { strength, threshold: huberThreshold / 1000 });
    expectRelativelyClose(images[0]!, Float32Array.from(expected.x), 1e-4);
    for (const [i, { objective, residual }] of points.entries()) {
      expect(Math.abs(objective! - expected.objectives[i]!)).toBeLessThan(1e-4 * expected.objectives[0]!);
      if (i === 8) {
        const misfit = minus(b, times(rows, [...images[0]!]));
        const weighted = misfit.map((value, ray) => value * Math.sqrt(own[ray]!));
        expect(residual).toBeCloseTo(norm(weighted), 4);
      }
    }
  });

  test('PWLS’s objective never rises with one subset, and subsets and momentum come to the same sooner', async () => {
    const settings = { strength: 0.3, huberThreshold: 40, weights: 'counts', subsets: 1 };
    const least = (await run('pwls', problem, settings, [80])).points.map(({ objective }) => objective!);
    for (const [i, value] of least.entries()) {
      if (i > 0) expect(value).toBeLessThanOrEqual(least[i - 1]! * (1 + 1e-6));
    }
    for (const faster of [{ subsets: 4 }, { momentum: 'nesterov' }]) {
      const { points } = await run('pwls', problem, { ...settings, ...faster }, [10]);
      expect(points[10]!.objective!).toBeLessThan(least[10]!);
      expect(points[10]!.objective!).toBeGreaterThanOrEqual(least[80]! * (1 - 1e-3));
    }
  });

  test.each(['least-squares', 'equality'])('PDHG with %s does what its formulas say', async (dataTerm) => {
    const tvStrength = 30;
    const { images } = await run('tv-pdhg', problem, { tvStrength, dataTerm }, [30]);
    const [squares, both] = await squaredNorms(given.scan, given.grid);
    // No less than it is, or steps would be too long.
    const scaled = [
      ...rows.map((row) => Array.from(row, (value) => value / Math.sqrt(squares))),
      ...gradient.map((row) => row.map((value) => value / Math.sqrt(8))),
    ];
    const exact = denseSquaredNorm(scaled);
    expect(both).toBeGreaterThan(0.99 * exact);
    expect(both).toBeLessThan(1.15 * exact);
    const step = 1 / Math.sqrt(both);
    const isEquality = dataTerm === 'equality';
    const radius = isEquality ? 0.03 : (0.03 * scaleOf(rows) * Math.sqrt(8)) / squares;
    const expected = densePdhg(rows, b, gradient, 30, { norm: Math.sqrt(squares), step, radius, isEquality });
    expectRelativelyClose(images[0]!, Float32Array.from(expected), 1e-4);
  });

  test('PDHG and FISTA find the same least', async () => {
    const kind = given.scan.geometry === 'fan' ? 'counts' : 'none';
    const settings = { tvStrength: 30, weights: kind };
    const own = kind === 'counts' ? weights : b.map(() => 1);
    const scaled = rows.map((row, i) => Array.from(row, (value) => value * Math.sqrt(own[i]!)));
    const [first, second] = await Promise.all([
      run('tv-pdhg', problem, settings, [400]),
      run('tv-fista', problem, { ...settings, innerSteps: 10 }, [120]),
    ]);
    expectRelativelyClose(first.images[0]!, second.images[0]!, 1e-3);
    for (const { images, points } of [first, second]) {
      const x = [...images[0]!];
      const misfit = minus(b, times(rows, x)).map((value, i) => value * Math.sqrt(own[i]!));
      const objective = dot(misfit, misfit) / 2 + 0.03 * scaleOf(scaled) * totalVariation(gradient, x);
      expect(points.at(-1)!.objective! / objective).toBeCloseTo(1, 4);
    }
    const [a, c] = [first, second].map(({ points }) => points.at(-1)!.objective!);
    expect(a! / c!).toBeCloseTo(1, 5);
  });

  test.each(ALL)('%s tells the residual of each image, and is finite everywhere', async (method) => {
    const { images, points } = await run(method, problem, { weights: 'none' }, [0, 1, 25]);
    for (const [i, at] of [0, 1, 25].entries()) {
      expect(images[i]!.every(Number.isFinite)).toBe(true);
      const residual = norm(minus(b, times(rows, [...images[i]!])));
      expect(Math.abs(points[at]!.residual - residual)).toBeLessThan(1e-4 * norm(b));
    }
    expect(points[25]!.residual).toBeLessThan(0.5 * points[0]!.residual);
  });
});

test('in space PDHG and FISTA find the same least too, and PWLS’s objective never rises', async () => {
  const scan = coneOf({ views: 8, channels: 11, channelSpacingMm: 3, rows: 7, rowSpacingMm: 3 });
  const grid = { ...squareGrid(6, 3), slices: 4, sliceSpacingMm: 2.5 };
  const random = seededRandom(4);
  const problem: MethodProblem = {
    ...{ scan, grid, counting: COUNTING },
    readings: Float32Array.from({ length: 8 * 7 * 11 }, () => 8 * random()),
  };
  const settings = { tvStrength: 40 };
  const first = await run('tv-pdhg', problem, settings, [300]);
  const second = await run('tv-fista', problem, settings, [100]);
  expectRelativelyClose(first.images[0]!, second.images[0]!, 3e-3);
  expect(first.points.at(-1)!.objective! / second.points.at(-1)!.objective!).toBeCloseTo(1, 4);
  const { points } = await run('pwls', problem, { subsets: 1, huberThreshold: 50, strength: 1 }, [30]);
  for (const [i, { objective }] of points.entries()) {
    if (i > 0) expect(objective!).toBeLessThanOrEqual(points[i - 1]!.objective! * (1 + 1e-6));
  }
});

test('agreement with few readings, at the least total variation, is the image itself', async () => {
  const scan = scanOfArc({ views: 7, channels: 19, channelSpacingMm: 1 });
  const given = { scan, grid: squareGrid(12, 1) };
  const { problem, x } = problemOf(given as never, 0);
  // Fewer readings than pixels.
  expect(scan.anglesRad.length * scan.channels).toBeLessThan(given.grid.rows * given.grid.columns);
  const { images, points } = await run('tv-pdhg', problem, { dataTerm: 'equality', tvStrength: 100 }, [800]);
  expectRelativelyClose(images[0]!, Float32Array.from(x), 2e-3);
  const sirt = await run('sirt', problem, {}, [300]);
  expect(norm(minus([...sirt.images[0]!], x))).toBeGreaterThan(20 * norm(minus([...images[0]!], x)));
  expect(points.at(-1)!.residual).toBeLessThan(1e-3 * points[0]!.residual);
});

test('ASD-POCS keeps to the readings with less total variation than SART has', async () => {
  const { problem, rows, b, gradient } = problemOf(CASES['parallel rays'], 0);
  const settings = { descentShare: 0.02, tolerance: 0.05 };
  const [pocs, sart] = await Promise.all([
    run('asd-pocs', problem, settings, [60]),
    run('sart', problem, { decay: 0.995 }, [60]),
  ]);
  const variationOf = (x: Float32Array) => totalVariation(gradient, [...x]);
  expect(variationOf(pocs.images[0]!)).toBeLessThan(variationOf(sart.images[0]!));
  expect(norm(minus(b, times(rows, [...pocs.images[0]!])))).toBeLessThan(0.06 * norm(b));
  // Without steps down the total variation it is SART.
  const plain = await run('asd-pocs', problem, { ...settings, descentSteps: 0 }, [5]);
  const five = await run('sart', problem, { decay: 0.995 }, [5]);
  expectRelativelyClose(plain.images[0]!, five.images[0]!, 1e-6);
});

test('ASD-POCS shortens its steps while the residual is above the tolerance, in residuals of FBP', async () => {
  const { problem, rows, b } = problemOf(CASES['parallel rays']);
  const operators = cpuOperators();
  const readings = await operators.upload(problem.readings, problem.scan.anglesRad.length, problem.scan.channels);
  const filtered = await operators.read(await plainImage(operators, readings, problem.scan, problem.grid, {}));
  const ofFiltered = norm(minus(b, times(rows, [...filtered])));
  const after = async (tolerance: number, given: Partial<MethodProblem> = {}) => {
    const { images, points } = await run('asd-pocs', { ...problem, ...given }, { descentShare: 0.02, tolerance }, [40]);
    return { image: images[0]!, residual: points.at(-1)!.residual };
  };
  // A sweep of SART comes nearer than FBP, but not three times as near.
  const [near, far] = [await after(0.3), await after(1)];
  expect(near.residual).toBeLessThan(0.7 * ofFiltered);
  expect(far.residual).toBeGreaterThan(2 * near.residual);
  // As much as of FBP is less of zeros, whose residual is larger.
  const ofZeros = 1.01 * (ofFiltered / norm(b));
  expect((await after(ofZeros, { filtered: filtered.map(() => 0) })).image).toEqual(far.image);
});

test('a disk loses λ · perimeter / area of its contrast, and its surroundings gain as much in all', async () => {
  const operators = cpuOperators();
  const [side, radius, weight] = [64, 14, 0.9];
  const grid = squareGrid(side, 1);
  const middle = (side - 1) / 2;
  const samples = [-0.375, -0.125, 0.125, 0.375];
  const disk = Float32Array.from({ length: side * side }, (_, i) => {
    const inside = samples.flatMap((dx) =>
      samples.map((dy) => Math.hypot((i % side) + dx - middle, Math.floor(i / side) + dy - middle) < radius),
    );
    return inside.filter(Boolean).length / 16;
  });
  const denoise = await variationDenoiser(
    {
      ...{ operators, algebra: algebra(operators), grid, least: Number.NEGATIVE_INFINITY },
      ...{ most: Number.POSITIVE_INFINITY, create: (rows, columns) => operators.create(rows, columns) },
    },
    weight,
    300,
  );
  const y = await operators.upload(disk, side, side);
  const [image, scratch] = [await operators.create(side, side), await operators.create(side, side)];
  await denoise(y, image, scratch);
  const values = await operators.read(image);
  const meanWhere = (isThere: (distance: number) => boolean) => {
    const there = [...values].filter((_, i) => isThere(Math.hypot((i % side) - middle, Math.floor(i / side) - middle)));
    return there.reduce((sum, value) => sum + value, 0) / there.length;
  };
  const [perimeter, area] = [2 * Math.PI * radius, Math.PI * radius ** 2];
  // Of pixels the perimeter is a few per cent more or less.
  expect((1 - meanWhere((r) => r < radius - 4)) / ((weight * perimeter) / area)).toBeCloseTo(1, 1);
  expect(meanWhere((r) => r > radius + 4) / ((weight * perimeter) / (side ** 2 - area))).toBeCloseTo(1, 1);
});

test('every iteration knows its total variation, in the image’s unit times mm', async () => {
  const { problem, gradient } = problemOf(CASES['parallel rays']);
  const { images, points } = await run('sirt', problem, {}, [0, 5]);
  expect(points[0]!.totalVariation).toBe(0);
  expect(points[5]!.totalVariation! / (1.1 * totalVariation(gradient, [...images[1]!]))).toBeCloseTo(1, 5);
});

test.each(ALL)('%s keeps its bounds', async (method) => {
  const { problem } = problemOf(CASES['parallel rays']);
  const { images } = await run(method, problem, { upperBound: 0.6 }, [12]);
  expect(Math.min(...images[0]!)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...images[0]!)).toBeLessThanOrEqual(Math.fround(0.6));
});

test.each(ALL)('%s of nothing is nothing', async (method) => {
  const { problem } = problemOf(CASES['parallel rays']);
  const nothing = { ...problem, readings: problem.readings.map(() => 0) };
  const { images } = await run(method, nothing, {}, [3]);
  expect(images[0]!.every((value) => value === 0)).toBe(true);
});
