import { describe, expect, test } from 'vitest';
import { squareGrid } from '../../src/geometry/grid.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { rasterShapes } from '../../src/phantom/raster-shapes.ts';
import { headShapes, type PointShape, pointEllipse, sampledTruth } from '../support/sampled-truth.ts';
import { HEAD_FIGURES, headOnUnitSquare } from '../support/shepp-logan.ts';
import { disks } from '../support/walk.ts';

/** The largest difference of two rasters, in samples of 64 and of the largest step of value. */
function expectSameRaster(raster: Float32Array, truth: Float64Array, step: number): void {
  let pixelsOff = 0;
  let most = 0;
  truth.forEach((value, i) => {
    const off = Math.abs(raster[i]! - value);
    if (off > 1e-6 * step) pixelsOff++;
    most = Math.max(most, off);
  });
  // A sample within rounding of a boundary may fall to either side: seldom, and by one sample in 64.
  expect(pixelsOff).toBeLessThanOrEqual(truth.length / 1000);
  expect(most).toBeLessThanOrEqual((1.001 * step) / 64);
}

test.each(HEAD_FIGURES)('$name is the average of 8 × 8 plain point samples', ({ name }) => {
  for (const pixels of [64, 101]) {
    const pixelSize = 2 / pixels;
    const raster = rasterShapes(headOnUnitSquare(name), squareGrid(pixels, pixelSize), 0, pixels);
    expectSameRaster(raster, sampledTruth(headShapes(name), 'add', { rows: pixels, columns: pixels, pixelSize }), 2);
  }
});

test('any block of rows is cut from the whole', () => {
  const grid = squareGrid(40, 0.05);
  const whole = rasterShapes(headOnUnitSquare('shepp-logan-1974'), grid, 0, 40);
  for (const [from, to] of [
    [0, 7],
    [7, 8],
    [33, 40],
  ] as const) {
    expect([...rasterShapes(headOnUnitSquare('shepp-logan-1974'), grid, from, to)]).toEqual([
      ...whole.subarray(from * 40, to * 40),
    ]);
  }
});

describe('shapes of every kind', () => {
  const rectangle: PointShape = {
    value: 3,
    // 18 × 9 at (−6.03, 4.01), turned by −20°.
    inside: (x, y) => {
      const [c, s] = [Math.cos(Math.PI / 9), Math.sin(Math.PI / 9)];
      return Math.abs((x + 6.03) * c - (y - 4.01) * s) <= 9 && Math.abs((x + 6.03) * s + (y - 4.01) * c) <= 4.5;
    },
    box: { left: -20, right: 8, bottom: -10, top: 18 },
  };
  const triangle: PointShape = {
    value: -0.5,
    // (0, 0), (14.1, −4.3), (4.2, 12.7).
    inside: (x, y) =>
      14.1 * y + 4.3 * x >= 0 && -9.9 * (y + 4.3) - 17 * (x - 14.1) >= 0 && -4.2 * (y - 12.7) + 12.7 * (x - 4.2) >= 0,
    box: { left: 0, right: 15, bottom: -5, top: 13 },
  };
  const ellipse = pointEllipse(2.1, -3.2, 24, 15, 30, 1);
  const file = {
    version: 1,
    name: 'every kind',
    fieldSizeMm: 64,
    values: 'arbitrary',
    shapes: [
      { type: 'ellipse', x: 2.1, y: -3.2, semiAxisX: 24, semiAxisY: 15, angleDeg: 30, value: 1 },
      { type: 'rectangle', x: -6.03, y: 4.01, width: 18, height: 9, angleDeg: -20, value: 3 },
      {
        type: 'polygon',
        points: [
          [0, 0],
          [14.1, -4.3],
          [4.2, 12.7],
        ],
        value: -0.5,
      },
    ],
  };

  test.each(['add', 'replace'] as const)('with values that %s', (composition) => {
    const grid = { rows: 33, columns: 50, pixelSizeMm: 1.3 };
    const raster = rasterShapes(shapePhantom(parsePhantomFile({ ...file, composition })), grid, 0, 33);
    const truth = sampledTruth([ellipse, rectangle, triangle], composition, { rows: 33, columns: 50, pixelSize: 1.3 });
    expectSameRaster(raster, truth, 4);
  });
});

test('the sum over all pixels is the area', () => {
  // 8 × 8 samples of a disk 20 samples to the radius: the boundary of 2πR samples errs by about √(2πR) of πR² in all.
  const raster = rasterShapes(disks([0.2, -0.3, 10, 1]), squareGrid(64, 0.5), 0, 64);
  const area = raster.reduce((sum, value) => sum + value, 0) * 0.25;
  const samples = 10 / (0.5 / 8);
  expect(Math.abs(area / (100 * Math.PI) - 1)).toBeLessThan(
    (3 * Math.sqrt(2 * Math.PI * samples)) / (Math.PI * samples ** 2),
  );
});

test('shapes beyond the grid leave no trace, and those larger than it fill it', () => {
  expect(new Set(rasterShapes(disks([50, 0, 10, 1], [0, -90, 20, 1]), squareGrid(20, 2), 0, 20))).toEqual(new Set([0]));
  expect(new Set(rasterShapes(disks([3, 2, 500, 7]), squareGrid(20, 2), 0, 20))).toEqual(new Set([7]));
});

test('each of four different disks is found at its own row and column', () => {
  const phantom = disks([15.5, 9.5, 4, 1], [-12.5, 17.5, 4, 2], [-8.5, -20.5, 4, 3], [19.5, -5.5, 4, 4]);
  const image = rasterShapes(phantom, { rows: 64, columns: 56, pixelSizeMm: 1 }, 0, 64);
  // Columns x + 27.5, rows 31.5 − y, counted by hand.
  expect([image[22 * 56 + 43], image[14 * 56 + 15], image[52 * 56 + 19], image[37 * 56 + 47]]).toEqual([1, 2, 3, 4]);
});
