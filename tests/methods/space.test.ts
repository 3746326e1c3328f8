// Methods in space against oracles over whole matrices: tiny volumes, of a cone and of tomosynthesis.

import { describe, expect, test } from 'vitest';
import { squareGrid } from '../../src/geometry/grid.ts';
import { viewSubsets } from '../../src/methods/iterative/view-subsets.ts';
import { projector } from '../../src/operators/projector.ts';
import type { SetValues } from '../../src/spec-settings.ts';
import { josephInSpace } from '../operators/joseph-in-space.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { coneOf } from '../support/cone-walk.ts';
import { seededRandom } from '../support/random.ts';
import { tomosynthesisOf } from '../support/tomosynthesis-walk.ts';
import { cpuOperators } from '../support/walk.ts';
import { type DenseSubset, denseKrylovLeast, denseMlem, denseSart, times } from './dense-methods.ts';
import { densePdhg, densePwls, gradientRows } from './dense-variation.ts';
import { scaleOf, squaredNorms } from './engine-norms.ts';
import { iterates } from './run-method.ts';

const CASES = {
  'a cone': {
    scan: coneOf({ views: 8, channels: 9, channelSpacingMm: 5, rows: 8, rowSpacingMm: 5 }),
    grid: { ...squareGrid(6, 2.5), slices: 5, sliceSpacingMm: 2 },
  },
  tomosynthesis: {
    scan: tomosynthesisOf({ views: 7, channels: 9, channelSpacingMm: 3, rows: 8, rowSpacingMm: 3 }),
    grid: { ...squareGrid(5, 2.5), slices: 4, sliceSpacingMm: 3 },
  },
} as const;

/** A as the engine has it, voxel by voxel: of scans that the oracle of cones does not know. */
async function matrixOf({ scan, grid }: (typeof CASES)[keyof typeof CASES]): Promise<ArrayLike<number>[]> {
  if (scan.geometry === 'cone') return josephInSpace(scan, grid);
  const operators = cpuOperators();
  const [voxels, rays] = [grid.slices * grid.rows * grid.columns, scan.anglesRad.length * scan.rows * scan.channels];
  const readings = await operators.create(rays / scan.channels, scan.channels);
  const matrix = Array.from({ length: rays }, () => new Float64Array(voxels));
  for (let voxel = 0; voxel < voxels; voxel++) {
    const one = new Float32Array(voxels);
    one[voxel] = 1;
    const volume = await operators.upload(one, grid.slices * grid.rows, grid.columns);
    await projector(operators, scan, grid).forward(volume, readings);
    for (const [ray, value] of (await operators.read(readings)).entries()) matrix[ray]![voxel] = value;
  }
  return matrix;
}

describe.each(Object.entries(CASES))('%s', async (_, given) => {
  const { scan, grid } = given;
  const rows = await matrixOf(given);
  const random = seededRandom(8);
  const x = Array.from({ length: grid.rows * grid.columns * grid.slices }, random);
  const readings = Float32Array.from(times(rows, x), (value) => value + 0.4 * (random() - 0.5));
  const [b, zeros] = [[...readings], x.map(() => 0)];
  const counts = { ...grid, sliceSpacing: grid.sliceSpacingMm / grid.pixelSizeMm };
  const gradient = gradientRows(counts);
  const perView = scan.rows * scan.channels;
  const subsetOf = (views: readonly number[]): DenseSubset => {
    const rays = views.flatMap((view) => Array.from({ length: perView }, (__, k) => view * perView + k));
    return { rows: rays.map((ray) => rows[ray]!), b: rays.map((ray) => b[ray]!) };
  };
  const expectLast = async (method: string, settings: SetValues, expected: readonly number[]) => {
    const { images } = await iterates(cpuOperators(), method, { scan, grid, readings }, settings, [3]);
    expectRelativelyClose(images[0]!, Float32Array.from(expected), 1e-4);
  };

  test('some rays pass the volume, and some pass it by', () => {
    const lengths = times(
      rows,
      x.map(() => 1),
    );
    expect(lengths.some((length) => length === 0)).toBe(true);
    expect(lengths.filter((length) => length > 0).length).toBeGreaterThan(b.length / 5);
  });

  test('SIRT and OS-SART', async () => {
    await expectLast('sirt', {}, denseSart([{ rows, b }], zeros, 3));
    const subsets = viewSubsets(scan, 3).map(subsetOf);
    await expectLast('os-sart', { subsets: 3, decay: 1 }, denseSart(subsets, zeros, 3));
  });

  test('CGLS', () => expectLast('cgls', {}, denseKrylovLeast(rows, b, zeros, 3)));

  test('MLEM', () => expectLast('mlem', {}, denseMlem(rows, b, 3)));

  test('Tikhonov', async () => {
    const root = Math.sqrt(0.3 * scaleOf(rows));
    const stacked = [...rows, ...gradient.map((row) => row.map((value) => root * value))];
    const targets = [...b, ...gradient.map(() => 0)];
    await expectLast('tikhonov', { strength: 0.3 }, denseKrylovLeast(stacked, targets, zeros, 3));
  });

  test('PWLS', async () => {
    const settings = { weights: 'none', strength: 0.3, huberThreshold: 200, subsets: 1 };
    const ones = b.map(() => 1);
    const { x: expected } = densePwls(rows, b, ones, counts, 3, { strength: 0.3, threshold: 0.2 });
    await expectLast('pwls', settings, expected);
  });

  test('TV by PDHG', async () => {
    const [squares, both] = await squaredNorms(scan, grid);
    const gradientNorm = Math.sqrt(8 + 4 / counts.sliceSpacing ** 2);
    const expected = densePdhg(rows, b, gradient, 3, {
      ...{ norm: Math.sqrt(squares), gradientNorm, step: 1 / Math.sqrt(both), isEquality: false },
      radius: (0.03 * scaleOf(rows) * gradientNorm) / squares,
    });
    await expectLast('tv-pdhg', { tvStrength: 30, dataTerm: 'least-squares' }, expected);
  });
});
