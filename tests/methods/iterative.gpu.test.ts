// Every iterative method gives the same iterates on both backends.

import { beforeAll, expect, test } from 'vitest';
import { squareGrid } from '../../src/geometry/grid.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { projector } from '../../src/operators/projector.ts';
import type { SetValues } from '../../src/spec-settings.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { coneOf } from '../support/cone-walk.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { sharedTestDevice } from '../support/gpu.ts';
import { seededRandom } from '../support/random.ts';
import { cpuOperators, scanOfArc } from '../support/walk.ts';
import { iterates, type MethodProblem } from './run-method.ts';

const ITERATIONS = 20;

/** A method with some of its settings. More of them are a line here. */
const METHODS_TRIED: readonly (readonly [method: string, settings: SetValues])[] = [
  ['sirt', {}],
  ['sirt', { transpose: 'back-projection' }],
  ['sart', {}],
  ['os-sart', { subsets: 4 }],
  ['gradient', {}],
  ['gradient', { momentum: 'none', weights: 'counts' }],
  ['gradient', { transpose: 'back-projection' }],
  ['cgls', {}],
  ['cgls', { weights: 'counts' }],
  ['tikhonov', { strength: 0.1 }],
  ['mlem', {}],
  ['osem', { subsets: 4 }],
  ['pwls', { huberThreshold: 10, subsets: 1 }],
  ['pwls', { weights: 'none', subsets: 4, momentum: 'nesterov' }],
  ['tv-pdhg', {}],
  ['tv-pdhg', { dataTerm: 'equality', weights: 'counts' }],
  ['tv-fista', {}],
  ['asd-pocs', { subsets: 4, descentSteps: 5 }],
];

/** Rays enough for every pixel: what rounding leaves does not grow over the iterations. */
const SLICE = {
  scan: scanOfArc({ views: 16, channels: 17, channelSpacingMm: 1 }),
  grid: squareGrid(9, 1.4),
};
const FAN = {
  scan: fanOfArc({
    ...{ sourceToIsocenterMm: 60, sourceToDetectorMm: 100, views: 12, channels: 15, channelSpacingMm: 2 },
  }),
  grid: squareGrid(8, 1.7),
};
const VOLUME = {
  scan: coneOf({ views: 8, channels: 11, channelSpacingMm: 3, rows: 7, rowSpacingMm: 3 }),
  grid: { ...squareGrid(6, 3), slices: 4 },
};

let gpu: Operators;

beforeAll(async () => {
  const description = { backend: 'gpu', name: 'test device', isSoftware: true } as const;
  gpu = (await GpuOperators.create({ device: await sharedTestDevice(), description })) as unknown as Operators;
});

/** Readings of an image of random pixels, not quite theirs. */
async function problemOf({ scan, grid }: Pick<MethodProblem, 'scan' | 'grid'>): Promise<MethodProblem> {
  const operators = cpuOperators();
  const random = seededRandom(3);
  const [rows, slices] = [grid.rows, grid.slices ?? 1];
  const pixels = Float32Array.from({ length: slices * rows * grid.columns }, () => 0.1 * random());
  const image = await operators.upload(pixels, slices * rows, grid.columns);
  const detectorRows = 'rows' in scan ? scan.rows : 1;
  const readings = await operators.create(scan.anglesRad.length * detectorRows, scan.channels);
  await projector(operators, scan, grid).forward(image, readings);
  const values = await operators.read(readings);
  const counting = { photons: 1000, electronicNoise: 4, signalFactor: 1 };
  return { scan, grid, counting, readings: values.map((value) => value + 0.05 * (random() - 0.5)) };
}

async function expectAlike(given: Pick<MethodProblem, 'scan' | 'grid'>, method: string, settings: SetValues) {
  const problem = await problemOf(given);
  const there = await iterates(cpuOperators(), method, problem, settings, [1, ITERATIONS]);
  const here = await iterates(gpu, method, problem, settings, [1, ITERATIONS]);
  for (const i of [0, 1]) expectRelativelyClose(here.images[i]!, there.images[i]!, 1e-3);
  const norm = Math.hypot(...problem.readings);
  for (const [i, { residual }] of here.points.entries()) {
    expect(Math.abs(residual - there.points[i]!.residual)).toBeLessThan(1e-3 * norm);
  }
  expect(Math.abs(here.noiseNorm! - there.noiseNorm!)).toBeLessThan(1e-5 * there.noiseNorm!);
}

test.each(METHODS_TRIED)('%s with %j', (method, settings) => expectAlike(SLICE, method, settings));

test('an unmatched pair on an arc, where no distance is weighed', () =>
  expectAlike(FAN, 'sirt', { transpose: 'back-projection' }));

test.each([
  ['os-sart', { subsets: 2 }],
  ['sirt', {}],
  ['pwls', { subsets: 2, huberThreshold: 30 }],
  ['tv-pdhg', { tvStrength: 5 }],
])('%s of a volume with %j', (method, settings) => expectAlike(VOLUME, method, settings));
