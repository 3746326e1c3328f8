import { describe, expect, test } from 'vitest';
import { columnCentreMm, rowCentreMm, sliceCentreMm } from '../../../src/geometry/grid.ts';
import { shapePhantom } from '../../../src/phantom/phantom-file.ts';
import { rasterShapes } from '../../../src/phantom/raster-shapes.ts';
import { rotationOf } from '../../../src/phantom/solids/euler-angles.ts';
import { extrudedPhantom } from '../../../src/phantom/solids/extruded.ts';
import { pointValue } from '../../../src/phantom/solids/point-value.ts';
import { rasterSolids } from '../../../src/phantom/solids/raster-solids.ts';
import { boxInMm } from '../../../src/phantom/solids/solids-in-mm.ts';
import { libraryPhantom } from '../../support/library-phantom.ts';
import { mixedSolids } from '../../support/mixed-solids.ts';

const grid = {
  ...{ columns: 13, rows: 11, slices: 9, pixelSizeMm: 4, sliceSpacingMm: 5 },
  ...{ centreXMm: 1, centreYMm: -2, centreZMm: 0.5 },
};

describe('a raster of solids', () => {
  test.each(['add', 'replace'] as const)(
    'is the mean of 16³ point samples of each voxel, values that %s',
    (composition) => {
      const phantom = mixedSolids(composition);
      const volume = rasterSolids(phantom, grid, 0, 9);
      expect(volume.length).toBe(13 * 11 * 9);
      const samples = 16;
      const at = (i: number) => (i + 0.5) / samples - 0.5;
      let [squares, most, checked] = [0, 0, 0];
      for (let voxel = 0; voxel < volume.length; voxel += 7) {
        const x = 1 + columnCentreMm(grid, voxel % 13);
        const y = -2 + rowCentreMm(grid, Math.floor(voxel / 13) % 11);
        const z = 0.5 + sliceCentreMm(grid, Math.floor(voxel / 143));
        let sum = 0;
        for (let i = 0; i < samples ** 3; i++) {
          sum += pointValue(phantom, {
            xMm: x + 4 * at(i % samples),
            yMm: y + 4 * at(Math.floor(i / samples) % samples),
            zMm: z + 5 * at(Math.floor(i / samples ** 2)),
          });
        }
        const difference = volume[voxel]! - sum / samples ** 3;
        squares += difference ** 2;
        most = Math.max(most, Math.abs(difference));
        checked++;
      }
      expect(Math.sqrt(squares / checked)).toBeLessThan(0.01);
      // Half the distance of the samples, of values up to 2.6: a face that lies between two layers of them.
      expect(most).toBeLessThan(2.6 / 32);
    },
  );

  test('counts a box that ends within voxels by its exact part along x, y and z', () => {
    const cube = boxInMm(
      { centreMm: [0, 0, 0], rotation: rotationOf([0, 0, 0]), clip: [], filling: { value: 8 } },
      [3.3, 3, 3],
    );
    const phantom = { ...mixedSolids('add'), solids: [cube] };
    const small = { columns: 4, rows: 4, slices: 4, pixelSizeMm: 1 };
    const volume = rasterSolids(phantom, small, 0, 4);
    const at = (slice: number, row: number, column: number) => volume[(4 * slice + row) * 4 + column];
    expect(at(1, 1, 1)).toBe(8);
    expect(at(1, 1, 0)).toBeCloseTo(8 * 0.65, 6);
    expect(at(1, 0, 1)).toBe(4);
    expect(at(0, 0, 3)).toBeCloseTo(8 * 0.25 * 0.65, 6);
  });

  test('begins with the lowest slice, its rows with the largest y', () => {
    const corner = boxInMm(
      { centreMm: [-1.5, 1.5, 1.5], rotation: rotationOf([0, 0, 0]), clip: [], filling: { value: 1 } },
      [1, 1, 1],
    );
    const small = { columns: 4, rows: 4, slices: 4, pixelSizeMm: 1 };
    const volume = rasterSolids({ ...mixedSolids('add'), solids: [corner] }, small, 0, 4);
    expect(volume.indexOf(1)).toBe(3 * 16);
    expect(volume.reduce((sum, value) => sum + value, 0)).toBe(1);
  });

  test('is the same slab by slab', () => {
    const phantom = mixedSolids('replace');
    const whole = rasterSolids(phantom, grid, 0, 9);
    const slabs = [
      rasterSolids(phantom, grid, 0, 2),
      rasterSolids(phantom, grid, 2, 3),
      rasterSolids(phantom, grid, 3, 9),
    ];
    expect(slabs.flatMap((slab) => [...slab])).toEqual([...whole]);
  });

  test.each(['shepp-logan-1974', 'hip-with-metal'])(
    'of %s extruded is its mean over fine pixels in the plane',
    (name) => {
      const flat = shapePhantom(libraryPhantom(name));
      const solid = extrudedPhantom(flat, { zFromMm: -10, zToMm: 10 });
      const volume = rasterSolids(solid, { columns: 64, rows: 64, slices: 5, pixelSizeMm: 4 }, 1, 4);
      const slice = (k: number) => volume.subarray(k * 64 * 64, (k + 1) * 64 * 64);
      for (const k of [0, 2]) expect(slice(k)).toEqual(slice(1));
      // 128 samples a side of each pixel.
      const means = new Float64Array(64 * 64);
      rasterShapes(flat, { columns: 1024, rows: 1024, pixelSizeMm: 0.25 }, 0, 1024).forEach((value, i) => {
        means[64 * Math.floor(i / (16 * 1024)) + Math.floor((i % 1024) / 16)]! += value / 256;
      });
      const squares = (valueAt: (i: number) => number) => means.reduce((sum, _, i) => sum + valueAt(i) ** 2, 0);
      expect(Math.sqrt(squares((i) => volume[i]! - means[i]!) / squares((i) => means[i]!))).toBeLessThan(0.002);
    },
  );
});
