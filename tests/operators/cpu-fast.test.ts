import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wasmKernels } from '../../src/compute/cpu/wasm-kernels.ts';
import type { ImageGrid, PlacedGrid } from '../../src/geometry/grid.ts';
import { arcScan, type ParallelScan, scatteredScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import { scanImage } from '../../src/kernels/scan-image/plain.ts';
import { scanShapes } from '../../src/kernels/scan-shapes/plain.ts';
import { backProject } from '../../src/operators/cpu/back-project.ts';
import { backProjectPart } from '../../src/operators/cpu/back-project-part.ts';
import { packedView } from '../../src/operators/cpu/fast/detector-positions.ts';
import { fastBackProject } from '../../src/operators/cpu/fast/fast-back-project.ts';
import { shareBackProjection } from '../../src/operators/cpu/share-back-projection.ts';
import { symmetricViews } from '../../src/operators/symmetric-views.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { rampFilter } from '../../src/reconstruction/ramp-filter.ts';
import { fastFilterViews, fastScanImage, fastScanShapes, filterViews } from '../kernels/as-functions.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { randomArray } from '../support/random.ts';
import { uniform } from '../support/uniform.ts';

/** f32 sums of some hundred terms; positions are exact to 2⁻²² of a channel. */
const BACK_PROJECTION = 2e-6;
/** f32 sums of up to some hundred samples, and positions exact to 2⁻²⁰ of a pixel. */
const PROJECTION = 2e-6;
/** f32 transforms against double precision. */
const FILTER = 1e-6;
/** Sums in double precision on both sides, rounded once to f32. */
const SCAN = 1e-7;

test('these kernels run: nothing here is compared with itself', () => {
  expect(wasmKernels()).not.toBeNull();
});

/** All parts added up, as the operators do. */
function sumOfParts(
  backProjectOne: typeof fastBackProject,
  views: Float32Array,
  scan: ParallelScan,
  grid: ImageGrid,
  lanes: number,
  range = { from: 0, to: scan.anglesRad.length },
): Float32Array {
  const image = new Float32Array(grid.rows * grid.columns);
  for (const part of shareBackProjection(loweredScan(scan), range, grid, lanes)) {
    const { rowFrom, values } = backProjectOne(views, loweredScan(scan), part, grid);
    values.forEach((value, i) => {
      image[rowFrom * grid.columns + i]! += value;
    });
  }
  return image;
}

function expectSameBackProjection(scan: ParallelScan, grid: ImageGrid, lanes = 2): void {
  const views = scan.anglesRad.length;
  const values = randomArray(views * scan.channels, 17);
  const expected = backProject(values, loweredScan(scan), { from: 0, to: views }, grid, { from: 0, to: grid.rows });
  expectRelativelyClose(sumOfParts(fastBackProject, values, scan, grid, lanes), expected, BACK_PROJECTION);
}

const degrees = Math.PI / 180;
const detector = { channels: 61, channelSpacingMm: 1, offset: 0 };
const halfTurn = (views: number, startDeg: number, change: Partial<typeof detector> = {}) =>
  arcScan({ views, startRad: startDeg * degrees, arcRad: Math.PI }, { ...detector, ...change });
const square: ImageGrid = { rows: 40, columns: 40, pixelSizeMm: 1 };

describe('symmetric views', () => {
  test('a half turn from 0° has all views in groups but those at multiples of 45°', () => {
    const { groups, rest } = symmetricViews(loweredScan(halfTurn(720, 0)), { from: 0, to: 720 });
    expect(groups.length).toBe(179);
    expect(rest).toEqual([0, 180, 360, 540]);
  });

  test('at half steps every view is in a group', () => {
    const { groups, rest } = symmetricViews(loweredScan(halfTurn(720, 0.125)), { from: 0, to: 720 });
    expect(groups.length).toBe(180);
    expect(rest).toEqual([]);
  });

  test('any other start leaves no groups', () => {
    expect(symmetricViews(loweredScan(halfTurn(720, 0.1)), { from: 0, to: 720 }).groups).toEqual([]);
  });

  test('groups are what they say, and no view is lost or taken twice, for any scan', () => {
    const angles = fc.array(
      fc.oneof(
        fc.constantFrom(0, 15, 30, 45, 60, 75, 90, 105, 120, 135, 150, 165, 180, 270, 315, -15),
        uniform(-400, 400),
      ),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(angles, (anglesDeg) => {
        const scan = scatteredScan(
          Float64Array.from(anglesDeg, (angle) => angle * degrees),
          detector,
        );
        const { groups, rest } = symmetricViews(loweredScan(scan), { from: 0, to: anglesDeg.length });
        expect([...groups.flat(), ...rest].sort((a, b) => a - b)).toEqual(anglesDeg.map((_, i) => i));
        for (const [a, b, c, d] of groups) {
          const [cosine, sine] = [Math.cos(scan.anglesRad[a]!), Math.sin(scan.anglesRad[a]!)];
          const expected = [
            [b, sine, cosine],
            [c, -sine, cosine],
            [d, -cosine, sine],
          ] as const;
          for (const [view, x, y] of expected) {
            expect(Math.cos(scan.anglesRad[view]!)).toBeCloseTo(x, 8);
            expect(Math.sin(scan.anglesRad[view]!)).toBeCloseTo(y, 8);
          }
        }
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});

describe('fast back-projection against its plain twin', () => {
  const edges: readonly (readonly [string, ParallelScan])[] = [
    ['all views in groups', halfTurn(16, 180 / 32)],
    ['views at 0°, 45°, 90° and 135° beside groups', halfTurn(16, 0)],
    ['a number of views not divisible by four', halfTurn(18, 0)],
    ['no groups at all', halfTurn(17, 3)],
    ['one view', halfTurn(1, 0)],
    ['a full turn', arcScan({ views: 24, startRad: 0, arcRad: 2 * Math.PI }, detector)],
    ['a full turn backwards', arcScan({ views: 20, startRad: 1, arcRad: -2 * Math.PI }, detector)],
    [
      'groups and a view, each counting otherwise',
      scatteredScan(
        Float64Array.from([7, 20, 33, 70, 83, 97, 110, 160, 173], (angle) => angle * degrees),
        detector,
      ),
    ],
    ['a short arc', arcScan({ views: 10, startRad: 0.2, arcRad: 1 }, detector)],
    ['a detector off the axis', halfTurn(16, 180 / 32, { offset: -7.25 })],
    ['an axis on a channel off the middle', halfTurn(16, 180 / 32, { offset: 12 })],
    ['an axis between two channels off the middle', halfTurn(16, 180 / 32, { offset: -4.5 })],
    ['an axis far beyond the detector', halfTurn(16, 180 / 32, { offset: 40 })],
    ['an even number of channels', halfTurn(16, 180 / 32, { channels: 64 })],
    ['one channel', halfTurn(16, 180 / 32, { channels: 1 })],
    ['a detector that sees a part of the grid', halfTurn(16, 0, { channels: 21 })],
    ['fine channels', halfTurn(16, 0, { channels: 901, channelSpacingMm: 0.1 })],
  ];
  const grids: readonly ImageGrid[] = [
    square,
    { rows: 33, columns: 33, pixelSizeMm: 1.3 },
    { rows: 1, columns: 1, pixelSizeMm: 1 },
    { rows: 7, columns: 7, pixelSizeMm: 3 },
    { rows: 20, columns: 31, pixelSizeMm: 1 },
    { rows: 31, columns: 20, pixelSizeMm: 1 },
  ];
  describe.each(edges)('%s', (_, scan) => {
    test.each(grids)('$rows × $columns pixels of $pixelSizeMm mm', (grid) => expectSameBackProjection(scan, grid));
  });

  test('any number of lanes makes the same image', () => {
    for (const lanes of [1, 3, 7, 40]) expectSameBackProjection(halfTurn(16, 0), square, lanes);
  });

  test('more groups and single views than are taken at once', () => {
    expectSameBackProjection(halfTurn(300, 0), square);
    expectSameBackProjection(halfTurn(300, 0.01), square);
  });

  test('the plain twin makes the same of the parts', () => {
    const values = randomArray(18 * 61, 17);
    const scan = halfTurn(18, 0);
    const expected = backProject(values, loweredScan(scan), { from: 0, to: 18 }, square, { from: 0, to: 40 });
    // The same sums in double precision, rounded to f32 once for each part.
    expectRelativelyClose(sumOfParts(backProjectPart, values, scan, square, 3), expected, 1e-6);
  });

  test('random scans and grids', () => {
    const scans = fc.record({
      views: fc.integer({ min: 1, max: 40 }),
      startDeg: fc.oneof(fc.constant(0), uniform(-90, 90)),
      arcDeg: fc.constantFrom(180, 360, -180, 200, 77),
      channels: fc.integer({ min: 1, max: 90 }),
      channelSpacingMm: uniform(0.3, 3),
      offset: fc.oneof(fc.constant(0), fc.constantFrom(0.5, -3, 17.5), uniform(-20, 20)),
      rows: fc.integer({ min: 1, max: 30 }),
      isSquare: fc.boolean(),
      pixelSizeMm: uniform(0.3, 3),
    });
    fc.assert(
      fc.property(scans, ({ views, startDeg, arcDeg, rows, isSquare, pixelSizeMm, ...rest }) => {
        const scan = arcScan({ views, startRad: startDeg * degrees, arcRad: arcDeg * degrees }, rest);
        const grid = { rows, columns: isSquare ? rows : rows + 5, pixelSizeMm };
        const values = randomArray(views * rest.channels, 5);
        const expected = backProject(values, loweredScan(scan), { from: 0, to: views }, grid, { from: 0, to: rows });
        const actual = sumOfParts(fastBackProject, values, scan, grid, 2);
        // Where few pixels see the detector, a position's last bit decides whether a sample counts: so the difference
        // is compared with the size of what was put in.
        const most = views * 1e-4;
        expected.forEach((value, i) => {
          expect(Math.abs(value - actual[i]!)).toBeLessThan(most);
        });
      }),
      { seed: 11, numRuns: 150 },
    );
  });

  test('views that are in no group are shared by rows', () => {
    const scan = halfTurn(16, 0);
    const range = { from: 3, to: 11 };
    expect(symmetricViews(loweredScan(scan), range).groups).toEqual([]);
    const views = randomArray(16 * 61, 3);
    const part = { groups: [], rest: [3, 4, 5, 6, 7, 8, 9, 10], restRows: { from: 5, to: 25 } };
    const { rowFrom, values } = fastBackProject(views, loweredScan(scan), part, square);
    expect(rowFrom).toBe(5);
    const expected = backProject(views.slice(3 * 61, 11 * 61), loweredScan(scan), range, square, { from: 5, to: 25 });
    expectRelativelyClose(values, expected, BACK_PROJECTION);
  });

  test('a range of the views that holds groups', () => {
    const scan = halfTurn(16, 0);
    const range = { from: 1, to: 16 };
    expect(symmetricViews(loweredScan(scan), range).groups.length).toBe(3);
    const views = randomArray(16 * 61, 3);
    const expected = backProject(views.slice(61), loweredScan(scan), range, square, { from: 0, to: 40 });
    expectRelativelyClose(sumOfParts(fastBackProject, views, scan, square, 2, range), expected, BACK_PROJECTION);
  });

  test('a range of views that each count otherwise', () => {
    const scan = scatteredScan(Float64Array.of(0.1, 0.2, 0.9, 1.3, 2.1, 2.2), detector);
    const range = { from: 2, to: 6 };
    const views = randomArray(6 * 61, 3);
    const expected = backProject(views.slice(2 * 61), loweredScan(scan), range, square, { from: 0, to: 40 });
    expectRelativelyClose(sumOfParts(fastBackProject, views, scan, square, 2, range), expected, BACK_PROJECTION);
  });

  test.each([
    ['pixels of more channels than fit', { rows: 5, columns: 5, pixelSizeMm: 70 }, {}],
    ['a grid far beyond the detector', { rows: 5, columns: 5, pixelSizeMm: 1 }, { offset: 1e10 }],
  ])('%s go to the plain twin', (_, grid, change) => {
    const scan = halfTurn(8, 180 / 16, change);
    expect(packedView(loweredScan(scan), grid)).toBeNull();
    const values = randomArray(8 * 61, 17);
    const image = (backProjectOne: typeof fastBackProject) => sumOfParts(backProjectOne, values, scan, grid, 1);
    expect(image(fastBackProject)).toEqual(image(backProjectPart));
  });
});

describe('sharing a back-projection out', () => {
  const countIn = (scan: ParallelScan, grid: ImageGrid, lanes: number) => {
    const parts = shareBackProjection(loweredScan(scan), { from: 0, to: scan.anglesRad.length }, grid, lanes);
    const count = new Float64Array(scan.anglesRad.length);
    for (const { groups, rest, restRows } of parts) {
      for (const view of groups.flat()) count[view]! += grid.rows;
      for (const view of rest) count[view]! += restRows.to - restRows.from;
    }
    return { parts, count: [...count] };
  };

  test.each([1, 2, 3, 8, 100])('every view is seen by every row once, over %i lanes', (lanes) => {
    for (const scan of [halfTurn(16, 0), halfTurn(16, 180 / 32), halfTurn(17, 3), halfTurn(1, 0)]) {
      for (const grid of [square, { rows: 5, columns: 9, pixelSizeMm: 1 }]) {
        const { count } = countIn(scan, grid, lanes);
        expect(count).toEqual(count.map(() => grid.rows));
      }
    }
  });

  test('long runs are cut so that they can be given up, but not without end', () => {
    const scan = halfTurn(720, 0.125);
    expect(countIn(scan, { rows: 512, columns: 512, pixelSizeMm: 1 }, 2).parts).toHaveLength(2);
    expect(countIn(scan, { rows: 2048, columns: 2048, pixelSizeMm: 1 }, 2).parts).toHaveLength(12);
    expect(countIn(scan, { rows: 16384, columns: 16384, pixelSizeMm: 1 }, 2).parts).toHaveLength(16);
  });
});

describe('fast filtering against its plain twin', () => {
  const cases = fc.record({
    channels: fc.integer({ min: 1, max: 700 }),
    rows: fc.integer({ min: 1, max: 20 }),
    window: fc.constantFrom('ram-lak' as const, 'hann' as const),
    cutoff: fc.constantFrom(1, 0.5),
  });
  test('any number of channels and views', () => {
    fc.assert(
      fc.property(cases, ({ channels, rows, window, cutoff }) => {
        const filter = rampFilter(channels, 0.7, window, cutoff);
        const views = randomArray(channels * rows, channels);
        expectRelativelyClose(fastFilterViews(filter, views), filterViews(filter, views), FILTER);
      }),
      { seed: 2, numRuns: 60 },
    );
  });
});

describe('fast scanning against its plain twin', () => {
  const ellipse = (x: number, angleDeg: number, value: number) => ({
    type: 'ellipse',
    x,
    y: x / 3,
    semiAxisX: 12,
    semiAxisY: 5,
    angleDeg,
    value,
  });
  const shapes = [
    ellipse(0, 0, 1),
    ellipse(4, 30, -0.2),
    { type: 'rectangle', x: -3, y: 2, width: 9, height: 4, angleDeg: 10, value: 2 },
    ellipse(-15, -70, 0.7),
    ellipse(400, 0, 3),
    { ...ellipse(5, 20, 0.9), clip: [{ normalDeg: 70, distance: 1 }] },
  ];
  test.each(['add', 'replace'])('values that %s', (composition) => {
    const file = { version: 1, name: 'shapes', fieldSizeMm: 60, values: 'arbitrary', composition, shapes };
    const phantom = shapePhantom(parsePhantomFile(file));
    for (const scan of [
      halfTurn(19, 7),
      halfTurn(4, 0, { channels: 64, offset: 3.3 }),
      halfTurn(3, 0, { channels: 1 }),
    ]) {
      const range = { from: 1, to: scan.anglesRad.length };
      expectRelativelyClose(fastScanShapes(phantom, scan, range), scanShapes(phantom, scan, range), SCAN);
    }
  });

  test.each([20, 21])('a circle has nothing along its tangents, %i channels', (channels) => {
    const circle = { type: 'ellipse', x: 0, y: 0, semiAxisX: 5, semiAxisY: 5, value: 1 };
    const file = {
      version: 1,
      name: 'circle',
      fieldSizeMm: 60,
      values: 'arbitrary',
      composition: 'add',
      shapes: [circle],
    };
    const scan = halfTurn(90, 0, { channels, channelSpacingMm: 0.5, offset: 10 - (channels - 1) / 2 });
    const views = fastScanShapes(shapePhantom(parsePhantomFile(file)), scan, { from: 0, to: 90 });
    for (let view = 0; view < 90; view++) {
      // Channel k is at k/2 − 5 mm.
      for (const tangent of [0, 20]) if (tangent < channels) expect(views[view * channels + tangent]).toBe(0);
      for (const k of [1, 19]) expect(views[view * channels + k]).toBeCloseTo(2 * Math.sqrt(5 ** 2 - 4.5 ** 2), 6);
    }
  });
});

describe('fast projection of images against its plain twin', () => {
  function expectSameProjection(scan: ParallelScan, grid: PlacedGrid): void {
    const image = randomArray(grid.rows * grid.columns, 23);
    const range = { from: 0, to: scan.anglesRad.length };
    const expected = scanImage(image, grid, scan, range);
    expectRelativelyClose(fastScanImage(image, grid, scan, range), expected, PROJECTION);
  }

  const grids: readonly PlacedGrid[] = [
    square,
    { rows: 21, columns: 30, pixelSizeMm: 0.9, centreXMm: 7.3, centreYMm: -11 },
    { rows: 33, columns: 33, pixelSizeMm: 1.3 },
    { rows: 1, columns: 1, pixelSizeMm: 3 },
    { rows: 20, columns: 131, pixelSizeMm: 0.5 },
    { rows: 203, columns: 66, pixelSizeMm: 0.3 },
  ];
  const scans: readonly (readonly [string, ParallelScan])[] = [
    ['views along the axes and diagonals', halfTurn(8, 0)],
    ['a full turn', arcScan({ views: 23, startRad: 0.1, arcRad: 2 * Math.PI }, detector)],
    ['a detector off the axis', halfTurn(9, 7, { offset: -7.25 })],
    ['one channel', halfTurn(9, 7, { channels: 1 })],
    ['fine channels', halfTurn(5, 1, { channels: 701, channelSpacingMm: 0.1 })],
    ['channels far apart, most beside the image', halfTurn(9, 7, { channels: 61, channelSpacingMm: 9 })],
  ];
  describe.each(scans)('%s', (_, scan) => {
    test.each(grids)('$rows × $columns pixels of $pixelSizeMm mm', (grid) => expectSameProjection(scan, grid));
  });

  test('a range of the views', () => {
    const image = randomArray(40 * 40, 3);
    const range = { from: 3, to: 7 };
    const expected = scanImage(image, square, halfTurn(16, 0), range);
    expectRelativelyClose(fastScanImage(image, square, halfTurn(16, 0), range), expected, PROJECTION);
  });

  test.each([
    ['nothing', 0, 0, 0, 0],
    ['one pixel', 13, 14, 29, 30],
    ['a corner', 0, 5, 27, 31],
    ['a column of the middle', 0, 40, 15, 16],
    ['a block', 7, 30, 3, 9],
  ])('an image that is empty but for %s', (_, firstRow, endRow, firstColumn, endColumn) => {
    const grid = { rows: 40, columns: 31, pixelSizeMm: 1 };
    const image = randomArray(40 * 31, 8).map((value, i) => {
      const [row, column] = [Math.floor(i / 31), i % 31];
      return row >= firstRow && row < endRow && column >= firstColumn && column < endColumn ? value : 0;
    });
    const range = { from: 0, to: 9 };
    for (const scan of [halfTurn(9, 7), halfTurn(9, 0, { offset: 3.3 })]) {
      const expected = scanImage(image, grid, scan, range);
      fastScanImage(image, grid, scan, range).forEach((value, i) => {
        // Positions exact to 2⁻²⁰ of a pixel, of which the image has 40 in a line, with values up to 0.7.
        expect(Math.abs(value - expected[i]!)).toBeLessThan(4e-5);
      });
    }
  });

  test('rays that only graze the image, or miss it', () => {
    const image = new Float32Array(40 * 40).fill(1);
    // At 0° the channels lie 20 mm and more from the axis, and the last pixels' centres 19.5 mm.
    const scan = halfTurn(1, 0, { channels: 3, channelSpacingMm: 0.5, offset: -41 });
    const [graze, edge, miss] = fastScanImage(image, square, scan, { from: 0, to: 1 });
    expect([graze, edge, miss]).toEqual([20, 0, 0]);
  });

  test('random scans and grids', () => {
    const part = fc.oneof(fc.constantFrom(0, 1), uniform(0, 1));
    const cases = fc.record({
      views: fc.integer({ min: 1, max: 12 }),
      startDeg: fc.oneof(fc.constantFrom(0, 45, -45, 90, 135), uniform(-180, 180)),
      arcDeg: fc.constantFrom(180, 360, -180, 77),
      channels: fc.integer({ min: 1, max: 90 }),
      channelSpacingMm: uniform(0.1, 5),
      offset: fc.oneof(fc.constant(0), uniform(-60, 60)),
      rows: fc.integer({ min: 1, max: 150 }),
      columns: fc.integer({ min: 1, max: 150 }),
      pixelSizeMm: uniform(0.2, 3),
      centreXMm: fc.oneof(fc.constant(0), uniform(-60, 60)),
      centreYMm: fc.oneof(fc.constant(0), uniform(-60, 60)),
      // Where the image is not empty, as parts of its rows and of its columns.
      usedRows: fc.tuple(part, part),
      usedColumns: fc.tuple(part, part),
    });
    fc.assert(
      fc.property(cases, ({ views, startDeg, arcDeg, usedRows, usedColumns, ...given }) => {
        const { rows, columns, pixelSizeMm, centreXMm, centreYMm, ...ofDetector } = given;
        const scan = arcScan({ views, startRad: startDeg * degrees, arcRad: arcDeg * degrees }, ofDetector);
        const grid = { rows, columns, pixelSizeMm, centreXMm, centreYMm };
        const isWithin = (place: number, length: number, ends: readonly number[]) =>
          place >= Math.min(...ends) * length && place < Math.max(...ends) * length;
        const image = randomArray(rows * columns, 5).map((value, i) => {
          const isUsed =
            isWithin(Math.floor(i / columns), rows, usedRows) && isWithin(i % columns, columns, usedColumns);
          return isUsed ? value : 0;
        });
        const range = { from: 0, to: views };
        const expected = scanImage(image, grid, scan, range);
        const actual = fastScanImage(image, grid, scan, range);
        // Few samples may cancel out, so the difference is compared with what a ray can come to.
        const most = 1e-6 * Math.max(rows, columns) * pixelSizeMm;
        expected.forEach((value, i) => {
          expect(Math.abs(value - actual[i]!)).toBeLessThan(most);
        });
      }),
      { seed: 12, numRuns: 300 },
    );
  });
});
