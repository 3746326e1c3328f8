// What holds of a projector of volumes and its transpose on every backend.

import { describe, expect, test } from 'vitest';
import type { ViewRange } from '../../src/compute/device.ts';
import type { ConeScan } from '../../src/geometry/cone/cone-scan.ts';
import type { Grid } from '../../src/geometry/grid.ts';
import type { Scan } from '../../src/geometry/scan.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { projector } from '../../src/operators/projector.ts';
import type { ProjectorModel } from '../../src/operators/projector-model.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { type ConeGiven, coneOf } from '../support/cone-walk.ts';
import { randomArray } from '../support/random.ts';
import { distanceDrivenInSpace } from './distance-driven-in-space.ts';
import { josephInSpace } from './joseph-in-space.ts';

interface Case<S extends Scan = Scan> {
  readonly scan: S;
  readonly grid: Grid;
}

const small = (given: ConeGiven): ConeScan =>
  coneOf({ views: 5, startDeg: 13, channels: 9, channelSpacingMm: 3.1, rows: 6, rowSpacingMm: 2.9, ...given });
const voxels: Grid = { rows: 6, columns: 5, slices: 4, pixelSizeMm: 2.4 };

/** Few rays and voxels, for whole matrices. */
const SMALL: Readonly<Record<string, Case<ConeScan>>> = {
  'a flat panel, sides that differ': { scan: small({}), grid: voxels },
  'an arc off its middle both ways': { scan: small({ detector: 'arc', offset: 1.3, rowOffset: -0.7 }), grid: voxels },
  'thick slices': { scan: small({}), grid: { ...voxels, slices: 3, sliceSpacingMm: 6.5, centreZMm: 1.5 } },
  'slices so thin that rays are followed from slice to slice': {
    scan: small({ rows: 9, rowSpacingMm: 9 }),
    grid: { ...voxels, slices: 90, sliceSpacingMm: 0.35 },
  },
  'a helix': { scan: small({ detector: 'arc', views: 7, arcDeg: 720, pitchMm: 6, startZMm: -6 }), grid: voxels },
  'a volume to one side': { scan: small({}), grid: { ...voxels, centreXMm: 5, centreYMm: -3, centreZMm: -2 } },
  'rays at just 45°, a voxel': {
    scan: small({ views: 8, startDeg: 45, rows: 1 }),
    grid: { ...voxels, rows: 1, columns: 1, slices: 1 },
  },
  'a volume that the source runs through': {
    scan: small({ channelSpacingMm: 9, rowSpacingMm: 9 }),
    grid: { rows: 5, columns: 6, slices: 3, pixelSizeMm: 24 },
  },
  'the same, an arc': {
    scan: small({ detector: 'arc', channelSpacingMm: 9, rowSpacingMm: 9 }),
    grid: { rows: 5, columns: 6, slices: 3, pixelSizeMm: 24 },
  },
};

const cube: Grid = { rows: 16, columns: 18, slices: 15, pixelSizeMm: 1.8 };

const LARGER: Readonly<Record<string, Case>> = {
  'a flat panel off its middle': { scan: coneOf({ views: 7, offset: 5.3, rowOffset: -3.7 }), grid: cube },
  'an arc': { scan: coneOf({ views: 7, detector: 'arc', startDeg: 3 }), grid: cube },
  'a helix, slices apart': {
    scan: coneOf({ views: 8, arcDeg: 720, pitchMm: 9, startZMm: -9 }),
    grid: { ...cube, slices: 7, sliceSpacingMm: 3.1, centreZMm: 2, centreXMm: -3 },
  },
};

const matrixOf = { joseph: josephInSpace, 'distance-driven': distanceDrivenInSpace } as const;
/** How near sums are to be; both edges of a distance-driven side are rounded. */
const nearness = { joseph: 1e-5, 'distance-driven': 3e-5 } as const;

const RANGE: ViewRange = { from: 2, to: 5 };

/** @param operatorsOf called anew for each test */
export function describeVolumeProjectorLaws(operatorsOf: () => Operators, model: ProjectorModel = 'joseph'): void {
  const readingRows = ({ scan }: Case) => scan.anglesRad.length * ('rows' in scan ? scan.rows : 1);
  const voxelRows = ({ grid }: Case) => grid.rows * (grid.slices ?? 1);

  async function forward(of: Case, volume: Float32Array, range?: ViewRange): Promise<Float32Array> {
    const operators = operatorsOf();
    const input = await operators.upload(volume, voxelRows(of), of.grid.columns);
    // What is there is to be overwritten where the range is, and to stay elsewhere.
    const rows = readingRows(of);
    const output = await operators.upload(new Float32Array(rows * of.scan.channels).fill(-7), rows, of.scan.channels);
    await projector(operators, of.scan, of.grid, model).forward(input, output, range);
    const values = await operators.read(output);
    for (const array of [input, output]) operators.release(array);
    return values;
  }

  async function adjoint(of: Case, readings: Float32Array, range?: ViewRange): Promise<Float32Array> {
    const operators = operatorsOf();
    const input = await operators.upload(readings, readingRows(of), of.scan.channels);
    const length = voxelRows(of) * of.grid.columns;
    const output = await operators.upload(new Float32Array(length).fill(-7), voxelRows(of), of.grid.columns);
    await projector(operators, of.scan, of.grid, model).adjoint(input, output, range);
    const values = await operators.read(output);
    for (const array of [input, output]) operators.release(array);
    return values;
  }

  test.each(Object.entries(SMALL))('A and Aᵀ are made of the weights that the model says: %s', async (_, of) => {
    const matrix = matrixOf[model](of.scan, of.grid);
    const x = randomArray(matrix[0]!.length, 1);
    const y = randomArray(matrix.length, 2);
    const there = Float32Array.from(matrix, (weights) => weights.reduce((sum, weight, i) => sum + weight * x[i]!, 0));
    const back = Float32Array.from(x, (_value, i) =>
      matrix.reduce((sum, weights, ray) => sum + weights[i]! * y[ray]!, 0),
    );
    expect(matrix.flatMap((weights) => [...weights]).filter((weight) => weight > 0).length).toBeGreaterThan(10);
    expectRelativelyClose(await forward(of, x), there, nearness[model]);
    expectRelativelyClose(await adjoint(of, y), back, nearness[model]);
  });

  test.each(Object.entries(LARGER))('⟨Ax, y⟩ = ⟨x, Aᵀy⟩ to 10⁻⁵, over all views and over some: %s', async (_, of) => {
    const x = randomArray(voxelRows(of) * of.grid.columns, 1).map(Math.abs);
    const y = randomArray(readingRows(of) * of.scan.channels, 2);
    const perView = y.length / of.scan.anglesRad.length;
    for (const range of [undefined, RANGE]) {
      const isAsked = (i: number) => !range || (i >= range.from * perView && i < range.to * perView);
      const there = await forward(of, x, range);
      const product = y.reduce((sum, value, i) => sum + (isAsked(i) ? value * there[i]! : 0), 0);
      const back = await adjoint(of, y, range);
      const other = x.reduce((sum, value, i) => sum + value * back[i]!, 0);
      expect(Math.abs(product - other) / Math.abs(product)).toBeLessThan(1e-5);
      expect(there.every((value, i) => isAsked(i) || value === -7)).toBe(true);
    }
  });

  describe('views that are added', () => {
    test('come to the same in two parts', async () => {
      const of = LARGER['an arc']!;
      const operators = operatorsOf();
      const y = randomArray(readingRows(of) * of.scan.channels, 4);
      const input = await operators.upload(y, readingRows(of), of.scan.channels);
      const rows = voxelRows(of);
      const output = await operators.upload(new Float32Array(rows * of.grid.columns).fill(2), rows, of.grid.columns);
      await operators.adjointScanVolume(input, of.scan, of.grid, output, { from: 0, to: 4 }, model);
      await operators.adjointScanVolume(input, of.scan, of.grid, output, { from: 4, to: 7 }, model);
      const sum = await adjoint(of, y);
      expectRelativelyClose(
        await operators.read(output),
        sum.map((value) => value + 2),
        1e-5,
      );
      for (const array of [input, output]) operators.release(array);
    });
  });
}
