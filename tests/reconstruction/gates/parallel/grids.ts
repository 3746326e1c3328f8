import { describe, expect, test } from 'vitest';
import { type ImageGrid, squareGrid } from '../../../../src/geometry/grid.ts';
import { arcScan } from '../../../../src/geometry/parallel/parallel-scan.ts';
import { randomArray } from '../../../support/random.ts';
import { disks, reconstructed, scanOfArc, slice } from '../../../support/walk.ts';
import type { ParallelGate } from './parallel-gate.ts';

/** Grids smaller and larger than what is seen. */
export function describeGrids({ operatorsOf, relativelyClose }: ParallelGate): void {
  describe('grids', () => {
    const scan = scanOfArc({ views: 60, channels: 40, channelSpacingMm: 1 });
    const values = randomArray(60 * 40, 3);
    const imageOn = (grid: ImageGrid) => reconstructed(operatorsOf(), values, scan, grid);
    const cut = (image: Float32Array, from: ImageGrid, to: ImageGrid) =>
      Float32Array.from({ length: to.rows * to.columns }, (_, i) => {
        const row = Math.floor(i / to.columns) + (from.rows - to.rows) / 2;
        const column = (i % to.columns) + (from.columns - to.columns) / 2;
        return image[row * from.columns + column]!;
      });

    test.each([
      ['smaller than the field of view', { rows: 12, columns: 12, pixelSizeMm: 1 }],
      ['of few rows and many columns', { rows: 6, columns: 40, pixelSizeMm: 1 }],
      ['of many rows and few columns', { rows: 40, columns: 2, pixelSizeMm: 1 }],
    ])('one %s is cut from a larger one', async (_, grid) => {
      const larger = squareGrid(40, 1);
      relativelyClose(await imageOn(grid), cut(await imageOn(larger), larger, grid));
    });

    test('one four times as large as the detector gets nothing where no view sees', async () => {
      const larger = squareGrid(160, 1);
      const usual = squareGrid(40, 1);
      const image = await imageOn(larger);
      relativelyClose(cut(image, larger, usual), await imageOn(usual));
      expect(image.every(Number.isFinite)).toBe(true);
      // One view of ones: a band as wide as the detector, and nothing beside it.
      const oneView = arcScan(
        { views: 1, startRad: 0, arcRad: Math.PI },
        { channels: 40, channelSpacingMm: 1, offset: 0 },
      );
      const ones = new Float32Array(40).fill(1);
      const sinogram = await operatorsOf().upload(ones, 1, 40);
      const band = await operatorsOf().create(160, 160);
      await operatorsOf().backProject(sinogram, oneView, larger, band, { from: 0, to: 1 });
      const values = await operatorsOf().read(band);
      for (let column = 0; column < 160; column++) {
        const seen = Math.abs(column - 79.5) < 20;
        for (const row of [0, 80, 159]) {
          expect(values[row * 160 + column]).toBeCloseTo(seen ? Math.PI : 0, 5);
        }
      }
    });

    test('an object wider than the detector stays finite', async () => {
      const image = await slice(operatorsOf(), disks([0, 0, 60, 1]), scan, squareGrid(64, 1));
      expect(image.every(Number.isFinite)).toBe(true);
    });
  });
}
