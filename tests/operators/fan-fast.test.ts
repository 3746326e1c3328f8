import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FanScan } from '../../src/geometry/fan/fan-scan.ts';
import type { ImageGrid } from '../../src/geometry/grid.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import { scanImage } from '../../src/kernels/scan-image/plain.ts';
import { scanShapes } from '../../src/kernels/scan-shapes/plain.ts';
import { backProject } from '../../src/operators/cpu/back-project.ts';
import { backProjectPart } from '../../src/operators/cpu/back-project-part.ts';
import { arcTangentCoefficients, packedFan } from '../../src/operators/cpu/fast/fan-positions.ts';
import { fastBackProjectFan } from '../../src/operators/cpu/fast/fast-back-project-fan.ts';
import { shareBackProjection } from '../../src/operators/cpu/share-back-projection.ts';
import { ABSENT, MIRRORED_GROUP, type TurnedGroups, turnedGroups } from '../../src/operators/cpu/turned-groups.ts';
import { symmetricViews } from '../../src/operators/symmetric-views.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { fastScanImage, fastScanShapes } from '../kernels/as-functions.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { randomArray } from '../support/random.ts';
import { uniform } from '../support/uniform.ts';
import { disks } from '../support/walk.ts';

const machine = { sourceToIsocenterMm: 57, sourceToDetectorMm: 104, channels: 61, channelSpacingMm: 1.3 };
const scans: Record<string, FanScan> = {
  'an arc, all views in groups': fanOfArc({ ...machine, views: 24 }),
  'a flat panel, all views in groups': fanOfArc({ ...machine, detector: 'flat', views: 24 }),
  'clockwise from 17°': fanOfArc({ ...machine, views: 20, arcDeg: -360, startDeg: 17 }),
  'a quarter of a channel off': fanOfArc({ ...machine, channels: 60, views: 20, offset: 0.25 }),
  'far off the axis': fanOfArc({ ...machine, detector: 'flat', views: 16, offset: -17.5 }),
  'at half steps, all in groups with their mirror images': fanOfArc({ ...machine, views: 24, startDeg: 7.5 }),
  'mirror images, an even number of channels': fanOfArc({ ...machine, channels: 60, views: 24 }),
  'mirror images, the central ray on a channel off the middle': fanOfArc({ ...machine, views: 24, offset: 4 }),
  'mirror images, the central ray between channels off the middle': fanOfArc({
    ...machine,
    detector: 'flat',
    views: 24,
    offset: -7.5,
  }),
  'a short scan in groups that lack a view or two': fanOfArc({ ...machine, views: 45, arcDeg: 225 }),
  'the same from an angle without mirror images': fanOfArc({ ...machine, views: 45, arcDeg: 225, startDeg: 2 }),
  'a short scan in groups, flat and clockwise': fanOfArc({ ...machine, detector: 'flat', views: 40, arcDeg: -200 }),
  'less than a quarter turn': fanOfArc({ ...machine, views: 8, arcDeg: 80 }),
  'a short scan without groups': fanOfArc({ ...machine, views: 41, arcDeg: 217.3, startDeg: 1 }),
  'two turns': fanOfArc({ ...machine, views: 40, arcDeg: 720, startDeg: 4 }),
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
  { rows: 8, columns: 8, pixelSizeMm: 4 },
  { rows: 9, columns: 9, pixelSizeMm: 4 },
  // Reaches beyond the source.
  { rows: 130, columns: 130, pixelSizeMm: 1 },
];

/** All parts added up, as the operators do. */
function sumOfParts(
  backProjectOne: typeof fastBackProjectFan,
  values: Float32Array,
  scan: FanScan,
  grid: ImageGrid,
  lanes: number,
): Float32Array {
  const image = new Float32Array(grid.rows * grid.columns);
  for (const part of shareBackProjection(loweredScan(scan), allViews(scan), grid, lanes)) {
    const { rowFrom, values: sums } = backProjectOne(values, loweredScan(scan), part, grid);
    sums.forEach((value, i) => {
      image[rowFrom * grid.columns + i]! += value;
    });
  }
  return image;
}

function allViews(scan: FanScan) {
  return { from: 0, to: scan.anglesRad.length };
}

describe.each(Object.entries(scans))('fast fan back-projection against its plain twin: %s', (_, scan) => {
  test.each(grids)('$rows × $columns pixels of $pixelSizeMm mm', (grid) => {
    const values = randomArray(scan.anglesRad.length * scan.channels, 17);
    const expected = backProject(values, loweredScan(scan), allViews(scan), grid, { from: 0, to: grid.rows });
    const image = sumOfParts(fastBackProjectFan, values, scan, grid, 2);
    // f32 positions of some tens of channels, random views, and weights of thousands next to the source.
    if (expected.some((value) => value !== 0)) expectRelativelyClose(image, expected, 5e-5);
    else expect(image.every((value) => value === 0)).toBe(true);
  });
});

describe('fast fan back-projection against its plain twin', () => {
  const square: ImageGrid = { rows: 40, columns: 40, pixelSizeMm: 1 };

  test('any number of lanes makes the same image', () => {
    for (const scan of [scans['mirror images, an even number of channels']!, scans['a short scan without groups']!]) {
      const values = randomArray(scan.anglesRad.length * scan.channels, 17);
      const expected = backProject(values, loweredScan(scan), allViews(scan), square, { from: 0, to: 40 });
      for (const lanes of [1, 3, 7, 40]) {
        expectRelativelyClose(sumOfParts(fastBackProjectFan, values, scan, square, lanes), expected, 5e-5);
      }
    }
  });

  test('more groups and single views than are taken at once', () => {
    for (const change of [{ views: 600 }, { views: 330, arcDeg: 217.3 }, { views: 400, startDeg: 0.2 }]) {
      const scan = fanOfArc({ ...machine, ...change });
      const values = randomArray(scan.anglesRad.length * scan.channels, 17);
      const expected = backProject(values, loweredScan(scan), allViews(scan), square, { from: 0, to: 40 });
      expectRelativelyClose(sumOfParts(fastBackProjectFan, values, scan, square, 2), expected, 5e-5);
    }
  });

  test('so large an image that its sums are made some columns at a time', () => {
    const grid = { rows: 1100, columns: 1100, pixelSizeMm: 0.05 };
    // One group of eight.
    const scan = fanOfArc({ ...machine, views: 8, startDeg: 22.5 });
    const values = randomArray(8 * 61, 17);
    const expected = backProject(values, loweredScan(scan), allViews(scan), grid, { from: 0, to: 1100 });
    expectRelativelyClose(sumOfParts(fastBackProjectFan, values, scan, grid, 1), expected, 5e-5);
  });

  test('the plain twin makes the same of the parts', () => {
    for (const scan of [scans['a short scan in groups that lack a view or two']!, scans['no groups']!]) {
      const values = randomArray(scan.anglesRad.length * scan.channels, 17);
      const expected = backProject(values, loweredScan(scan), allViews(scan), square, { from: 0, to: 40 });
      // The same sums in double precision, rounded to f32 once for each part.
      expectRelativelyClose(sumOfParts(backProjectPart, values, scan, square, 3), expected, 1e-6);
    }
  });

  test('random scans and grids', () => {
    const given = fc.record({
      detector: fc.constantFrom('arc' as const, 'flat' as const),
      views: fc.integer({ min: 1, max: 48 }),
      stepDeg: fc.oneof(fc.constantFrom(5, 7.5, -9, 22.5, 90), uniform(0.5, 30)),
      startDeg: fc.oneof(fc.constantFrom(0, 2.5, 45, -30), uniform(-180, 180)),
      channels: fc.integer({ min: 1, max: 90 }),
      channelSpacingMm: uniform(0.3, 3),
      offset: fc.oneof(fc.constantFrom(0, 0.25, 0.5, -3), uniform(-20, 20)),
      rows: fc.integer({ min: 1, max: 30 }),
      isSquare: fc.boolean(),
      pixelSizeMm: uniform(0.1, 3),
    });
    fc.assert(
      fc.property(given, ({ stepDeg, rows, isSquare, pixelSizeMm, ...rest }) => {
        const scan = fanOfArc({
          ...rest,
          sourceToIsocenterMm: 90,
          sourceToDetectorMm: 150,
          arcDeg: rest.views * stepDeg,
        });
        const grid = { rows, columns: isSquare ? rows : rows + 5, pixelSizeMm };
        const values = randomArray(rest.views * rest.channels, 5);
        const block = { from: 0, to: rows };
        const expected = backProject(values, loweredScan(scan), allViews(scan), grid, block);
        const actual = sumOfParts(fastBackProjectFan, values, scan, grid, 2);
        // Terms may cancel, so the difference is compared with the terms' sizes. Where few pixels see the detector at its
        // very end, a position's last bit decides whether a sample counts.
        const sizes = backProject(values.map(Math.abs), loweredScan(scan), allViews(scan), grid, block);
        const most = 1e-4 * sizes.reduce((largest, size) => Math.max(largest, size), 0);
        expected.forEach((value, i) => {
          expect(Math.abs(value - actual[i]!)).toBeLessThanOrEqual(most);
        });
      }),
      { seed: 21, numRuns: 300 },
    );
  });
});

describe('groups of a fan’s views', () => {
  const full = (change: Partial<Parameters<typeof fanOfArc>[0]> = {}) =>
    fanOfArc({ ...machine, views: 720, ...change });
  const ofAll = (scan: FanScan, canMirror = true) => turnedGroups(scan.anglesRad, allViews(scan), canMirror);

  test('a full turn from 0° is in groups of eight but for the views at multiples of 45°, which are in groups too', () => {
    const { groups, rest } = ofAll(full());
    expect(rest).toEqual([]);
    expect(groups).toHaveLength(91);
    expect(groups[0]).toEqual([0, 180, 360, 540, ABSENT, ABSENT, ABSENT, ABSENT]);
    expect(groups[1]).toEqual([1, 181, 361, 541, 719, 539, 359, 179]);
  });

  test('where no mirror images are, or where they are of no use, groups are of four', () => {
    expect(ofAll(full({ startDeg: 0.1 })).groups).toHaveLength(180);
    expect(ofAll(full(), false).groups).toHaveLength(180);
  });

  test('an arc of any length is in groups where quarter turns are whole steps', () => {
    const { groups, rest } = ofAll(full({ arcDeg: 225, startDeg: 0.1 }));
    expect(rest).toEqual([]);
    expect(groups).toHaveLength(288);
    expect(groups[0]).toEqual([0, 288, 576, ABSENT]);
    expect(groups[287]).toEqual([287, 575, ABSENT, ABSENT]);
  });

  test('views that have no partners stay by themselves', () => {
    const { groups, rest } = ofAll(full({ arcDeg: 217.3, startDeg: 1 }));
    expect(groups).toEqual([]);
    expect(rest).toHaveLength(720);
  });

  test('groups are what they say, and no view is lost or taken twice, for any scan', () => {
    const angles = fc.array(
      fc.oneof(
        fc.constantFrom(0, 15, 30, 45, 60, 75, 90, 105, 120, 195, 270, 285, 300, 315, 345, 360, -15),
        uniform(-400, 400),
      ),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(angles, fc.boolean(), (anglesDeg, canMirror) => {
        const anglesRad = Float64Array.from(anglesDeg, (angle) => (angle * Math.PI) / 180);
        const { groups, rest }: TurnedGroups = ofAll({ ...full(), anglesRad }, canMirror);
        const members = groups.flat().filter((view) => view !== ABSENT);
        expect([...members, ...rest].sort((a, b) => a - b)).toEqual(anglesDeg.map((_, i) => i));
        expect(new Set(groups.map((group) => group.length)).size).toBeLessThanOrEqual(1);
        for (const group of groups) {
          expect(group.length).toBe(group.length === MIRRORED_GROUP ? MIRRORED_GROUP : 4);
          expect(group[0]).not.toBe(ABSENT);
          expect(group.filter((view) => view !== ABSENT).length).toBeGreaterThan(1);
          group.forEach((view, lane) => {
            if (view === ABSENT) return;
            const turned = anglesRad[group[0]!]! + ((lane % 4) * Math.PI) / 2;
            const expected = lane < 4 ? turned : -turned;
            expect(Math.cos(anglesRad[view]! - expected)).toBeCloseTo(1, 12);
          });
        }
      }),
      { seed: 4, numRuns: 200 },
    );
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
  const left = Object.entries(scans).filter(([, scan]) => packedFan(loweredScan(scan), grids[0]!, 1) === null);
  expect(left.map(([name]) => name)).toEqual(['an arc too wide for the kernels']);
});

test('every view of a full turn is in a group of quarter turns, from any start', () => {
  const { groups, rest } = symmetricViews(loweredScan(fanOfArc({ ...machine, views: 720, startDeg: 12.34 })), {
    from: 0,
    to: 720,
  });
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
      expectRelativelyClose(fastScanShapes(phantom, scan, range), scanShapes(phantom, scan, range), 1e-7);
    }
  });

  test.each(Object.entries(scans))('%s, from beside the focal spot', (_, scan) => {
    const phantom = disks([4, -3, 9, 1], [-7, 6, 4, 2], [0, 0, 0.5, 3]);
    const range = { from: 0, to: scan.anglesRad.length };
    for (const sourceShiftMm of [-4, -0.3, 2.5]) {
      const shifted = { ...scan, sourceShiftMm };
      expectRelativelyClose(fastScanShapes(phantom, shifted, range), scanShapes(phantom, shifted, range), 1e-7);
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
