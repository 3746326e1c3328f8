import { describe, expect, test } from 'vitest';
import type { FanScan } from '../../src/geometry/fan-scan.ts';
import type { ImageGrid } from '../../src/geometry/image-grid.ts';
import { backProjectFan } from '../../src/operators/cpu/back-project-fan.ts';
import { arcTangentCoefficients, fanParameters } from '../../src/operators/cpu/fast/fan-positions.ts';
import { fastBackProjectFan } from '../../src/operators/cpu/fast/fast-back-project-fan.ts';
import { fastScanImage } from '../../src/operators/cpu/fast/fast-scan-image.ts';
import { fastScanShapesFan } from '../../src/operators/cpu/fast/fast-scan-shapes-fan.ts';
import { scanImage } from '../../src/operators/cpu/scan-image.ts';
import { scanShapes } from '../../src/operators/cpu/scan-shapes.ts';
import { shareBackProjection } from '../../src/operators/cpu/share-back-projection.ts';
import { symmetricViews } from '../../src/operators/symmetric-views.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { randomArray } from '../support/random.ts';
import { disks } from '../support/walk.ts';

const machine = { sourceToIsocenterMm: 57, sourceToDetectorMm: 104, channels: 61, channelSpacingMm: 1.3 };
const scans: Record<string, FanScan> = {
  'an arc, all views in groups': fanOfArc({ ...machine, views: 24 }),
  'a flat panel, all views in groups': fanOfArc({ ...machine, detector: 'flat', views: 24 }),
  'clockwise from 17°': fanOfArc({ ...machine, views: 20, arcDeg: -360, startDeg: 17 }),
  'a quarter of a channel off': fanOfArc({ ...machine, channels: 60, views: 20, offset: 0.25 }),
  'far off the axis': fanOfArc({ ...machine, detector: 'flat', views: 16, offset: -17.5 }),
  'no groups': fanOfArc({ ...machine, views: 23 }),
  'no groups, flat': fanOfArc({ ...machine, detector: 'flat', views: 23 }),
  'a short scan, some in groups': fanOfArc({ ...machine, views: 60, arcDeg: 300 }),
  'one view of one channel': fanOfArc({ ...machine, views: 1, channels: 1 }),
  'one view of one channel, flat': fanOfArc({ ...machine, detector: 'flat', views: 1, channels: 1 }),
  'an arc of 90°': fanOfArc({ ...machine, channels: 41, channelSpacingMm: 3.4, views: 12 }),
  'an arc too wide for the kernels': fanOfArc({ ...machine, channels: 41, channelSpacingMm: 6, views: 12 }),
  'a flat panel of 130°': fanOfArc({ ...machine, detector: 'flat', channels: 41, channelSpacingMm: 11, views: 12 }),
};
const grids: ImageGrid[] = [
  { rows: 40, columns: 40, pixelSizeMm: 1 },
  { rows: 37, columns: 37, pixelSizeMm: 0.9 },
  { rows: 22, columns: 43, pixelSizeMm: 1.1 },
  { rows: 1, columns: 1, pixelSizeMm: 1 },
  // Reaches beyond the source.
  { rows: 130, columns: 130, pixelSizeMm: 1 },
];

describe.each(Object.entries(scans))('fast fan back-projection against its plain twin: %s', (_, scan) => {
  test.each(grids)('$rows × $columns pixels of $pixelSizeMm mm', (grid) => {
    const views = scan.anglesRad.length;
    const values = randomArray(views * scan.channels, 17);
    const expected = backProjectFan(values, scan, { from: 0, to: views }, grid, { from: 0, to: grid.rows });
    const image = new Float32Array(grid.rows * grid.columns);
    for (const part of shareBackProjection(scan, { from: 0, to: views }, grid, 2)) {
      const { rowFrom, values: sums } = fastBackProjectFan(values, scan, part, grid);
      sums.forEach((value, i) => {
        image[rowFrom * grid.columns + i]! += value;
      });
    }
    // f32 positions of some tens of channels, random views, and weights of thousands next to the source.
    if (expected.some((value) => value !== 0)) expectRelativelyClose(image, expected, 5e-5);
    else expect(image.every((value) => value === 0)).toBe(true);
  });
});

describe.each(Object.entries(scans))('fast projection of an image against its plain twin: %s', (_, scan) => {
  test.each(grids.slice(0, 4))('$rows × $columns pixels of $pixelSizeMm mm', (grid) => {
    const values = randomArray(grid.rows * grid.columns, 23);
    const range = { from: 0, to: scan.anglesRad.length };
    const expected = scanImage(values, grid, scan, range);
    const sinogram = fastScanImage(values, grid, scan, range);
    // As for parallel rays: f32 positions of tens of pixels in a random image.
    if (expected.some((value) => value !== 0)) expectRelativelyClose(sinogram, expected, 5e-5);
    else expect(sinogram.every((value) => value === 0)).toBe(true);
  });
});

test('the kernels take all of these but the widest arc', () => {
  const left = Object.entries(scans).filter(([, scan]) => fanParameters(scan) === null);
  expect(left.map(([name]) => name)).toEqual(['an arc too wide for the kernels']);
});

test('every view of a full turn is in a group of quarter turns, from any start', () => {
  const { groups, rest } = symmetricViews(fanOfArc({ ...machine, views: 720, startDeg: 12.34 }), { from: 0, to: 720 });
  expect(rest).toEqual([]);
  expect(groups).toHaveLength(180);
  for (const [a, b, c, d] of groups) expect([b - a, c - a, d - a]).toEqual([180, 360, 540]);
});

test.each([
  [1e-6, 5],
  [0.1, 5],
  // The tangents of the widest angles that go with five and with eight terms.
  [Math.tan(0.45), 5],
  [Math.tan(0.8), 8],
])('the arc tangent up to %s by %i terms is exact to f32', (most, terms) => {
  const coefficients = arcTangentCoefficients(most, terms);
  for (let i = 1; i <= 100; i++) {
    const z = (i / 100) * most;
    const sum = coefficients.reduce((total, c, power) => total + c * (z / most) ** (2 * power), 0);
    expect(Math.abs(z * sum - Math.atan(z)) / Math.atan(most)).toBeLessThan(2e-7);
  }
});

describe('fast scanning of shapes along a fan', () => {
  const shapes = [
    { type: 'ellipse', x: 2, y: -3, semiAxisX: 24, semiAxisY: 15, angleDeg: 30, value: 1 },
    { type: 'ellipse', x: -11, y: 8, semiAxisX: 0.7, semiAxisY: 5, angleDeg: -70, value: -0.5 },
    { type: 'rectangle', x: -6, y: 4, width: 18, height: 9, angleDeg: -20, value: 3 },
    { type: 'ellipse', x: -3, y: 12, semiAxisX: 6, semiAxisY: 6, value: 2, clip: [{ normalDeg: 40, distance: 12 }] },
    // The source passes through it, and it stands behind the source of some views.
    { type: 'ellipse', x: 55, y: 10, semiAxisX: 6, semiAxisY: 9, value: 0.3 },
  ];
  const file = { version: 1, name: 'shapes', fieldSizeMm: 64, values: 'arbitrary', composition: 'add', shapes };
  test.each(Object.entries(scans))('%s', (_, scan) => {
    for (const phantom of [shapePhantom(parsePhantomFile(file)), disks([4, -3, 9, 1], [-7, 6, 4, 2])]) {
      const range = { from: 0, to: scan.anglesRad.length };
      // Sums in double precision on both sides, rounded once to f32.
      expectRelativelyClose(fastScanShapesFan(phantom, scan, range), scanShapes(phantom, scan, range), 1e-7);
    }
  });

  test.each(Object.entries(scans))('%s, from beside the focal spot', (_, scan) => {
    const phantom = disks([4, -3, 9, 1], [-7, 6, 4, 2], [0, 0, 0.5, 3]);
    const range = { from: 0, to: scan.anglesRad.length };
    for (const sourceShiftMm of [-4, -0.3, 2.5]) {
      const shifted = { ...scan, sourceShiftMm };
      expectRelativelyClose(fastScanShapesFan(phantom, shifted, range), scanShapes(phantom, shifted, range), 1e-7);
    }
  });
});

describe.each(Object.entries(scans))('fast projection of images along a fan against its plain twin: %s', (_, scan) => {
  test.each(grids)('$rows × $columns pixels of $pixelSizeMm mm', (grid) => {
    const image = randomArray(grid.rows * grid.columns, 23);
    const range = { from: 0, to: scan.anglesRad.length };
    const expected = scanImage(image, grid, scan, range);
    // f32 sums of some tens of samples.
    if (expected.some((value) => value !== 0)) {
      expectRelativelyClose(fastScanImage(image, grid, scan, range), expected, 2e-6);
    } else {
      expect(fastScanImage(image, grid, scan, range)).toEqual(expected);
    }
  });
});
