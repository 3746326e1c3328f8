import { describe, expect, test } from 'vitest';
import type { Grid } from '../../src/geometry/grid.ts';
import { type LoweredRays, loweredRays } from '../../src/geometry/lowered-rays.ts';
import { type LoweredScan, viewsOf } from '../../src/geometry/lowered-scan.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import { plain as spreadPlainly } from '../../src/kernels/adjoint-scan-volume/plain.ts';
import { simd as spread } from '../../src/kernels/adjoint-scan-volume/simd.ts';
import { adjointScanVolume } from '../../src/kernels/adjoint-scan-volume/spec.ts';
import { plain as scanPlainly } from '../../src/kernels/scan-volume/plain.ts';
import { simd as scan } from '../../src/kernels/scan-volume/simd.ts';
import { scanVolume } from '../../src/kernels/scan-volume/spec.ts';
import { rowsInTurn } from '../../src/kernels/space-rays.ts';
import { layoutsFor, rangeInUse, slabsOf, wholeSlices } from '../../src/kernels/voxel-box.ts';
import { expectRelativelyClose, expectSameBits } from '../support/close.ts';
import { coneOf } from '../support/cone-walk.ts';
import { randomArray, seededRandom } from '../support/random.ts';
import { tomosynthesisOf } from '../support/tomosynthesis-walk.ts';
import { scanOfArc } from '../support/walk.ts';

type Random = () => number;

/** Scans of every kind, from any side, some of them with their source inside of the volume. */
const KINDS: Readonly<Record<string, (random: Random) => LoweredScan>> = {
  'flat panels': (random) => loweredScan(coneOf(coneGiven(random, 'flat'))),
  arcs: (random) => loweredScan(coneOf(coneGiven(random, 'arc'))),
  'parallel rays on several rows': (random) => {
    const channels = 5 + Math.floor(20 * random());
    const slice = loweredScan(scanOfArc({ views: 3, startDeg: 90 * random(), channels, channelSpacingMm: 2 }));
    return { ...slice, detector: { ...slice.detector, rows: 4, axisRow: 1.3, rowsPerUnit: slice.unitMm / 3 } };
  },
  tomosynthesis: (random) =>
    loweredScan(
      tomosynthesisOf({
        ...{ panel: random() < 0.5 ? 'stationary' : 'isocentric', views: 4, spanDeg: 120 * random() },
        ...{ sourceToIsocenterMm: 60, sourceToDetectorMm: 80, channels: 15, rows: 9, channelSpacingMm: 2.5 },
        rowSpacingMm: 3.5,
      }),
    ),
  'panels that lean': (random) => {
    const upright = loweredScan(coneOf(coneGiven(random, 'flat')));
    const lean = (factor: number, i: number) => (i % 4 === 3 ? factor : factor + random() - 0.5);
    return { ...upright, matrices: upright.matrices.map(lean), turnsRad: null };
  },
};

function coneGiven(random: Random, detector: 'flat' | 'arc') {
  return {
    ...{ detector, views: 4, startDeg: 360 * random(), sourceToIsocenterMm: 15 + 60 * random() },
    ...{ channels: 4 + Math.floor(12 * random()), channelSpacingMm: 1 + 6 * random(), offset: random() },
    ...{ rows: 1 + Math.floor(8 * random()), rowSpacingMm: 1 + 12 * random() ** 2, pitchMm: 20 * random() },
  };
}

/** Of any shape and place; a line, a column or a slice among them. */
function anyGrid(random: Random): Grid {
  const count = (most: number) => 1 + Math.floor(most * random());
  return {
    ...{ rows: count(17), columns: count(14), slices: count(9), pixelSizeMm: 1 + 2 * random() },
    ...{ sliceSpacingMm: 0.3 + 4 * random(), centreXMm: 6 * random(), centreYMm: -5 * random(), centreZMm: random() },
  };
}

function scanned(grid: Grid, rays: LoweredRays, volume: Float32Array, views: number, by: typeof scan) {
  const { rows, channels } = rays.detector;
  const readings = { rows: views * rows, columns: channels, data: new Float32Array(views * rows * channels) };
  const voxels = { rows: grid.rows * grid.slices!, columns: grid.columns, data: volume };
  by({ grid, rays }, { volume: voxels, readings }, { from: 0, to: readings.rows });
  return readings.data;
}

function spreadOver(
  grid: Grid,
  numbers: LoweredScan,
  readings: Float32Array,
  part: { from: number; to: number },
  by: typeof spread,
) {
  const { rows, channels } = numbers.detector;
  const views = viewsOf(numbers);
  const data = new Float32Array((part.to - part.from) * grid.columns);
  const given = { rows: views * rows, columns: channels, data: readings };
  const volume = { rows: part.to - part.from, columns: grid.columns, data };
  by({ grid, scan: numbers, views: { from: 0, to: views } }, { readings: given, volume }, part);
  return data;
}

describe.each(Object.entries(KINDS))('the fast projector of volumes and its transpose: %s', (_, scanOf) => {
  test.each(Array.from({ length: 12 }, (_, seed) => seed))('are their plain twins on any grid, %i', (seed) => {
    const random = seededRandom(31 * seed + 5);
    const numbers = scanOf(random);
    const rays = loweredRays(numbers);
    const grid = anyGrid(random);
    const [views, all] = [viewsOf(numbers), grid.rows * grid.slices!];
    const volume = randomArray(all * grid.columns, seed).map(Math.abs);
    const readings = randomArray(views * rays.detector.rows * rays.detector.channels, seed + 1);
    const there = scanned(grid, rays, volume, views, scan);
    const plainly = scanned(grid, rays, volume, views, scanPlainly);
    // Some grids lie beside all rays.
    if (plainly.every((value) => value === 0)) expect(there.every((value) => value === 0)).toBe(true);
    else expectRelativelyClose(there, plainly, scanVolume.agreement as number);
    const back = spreadOver(grid, numbers, readings, { from: 0, to: all }, spread);
    const plainBack = spreadOver(grid, numbers, readings, { from: 0, to: all }, spreadPlainly);
    if (plainBack.every((value) => value === 0)) expect(back.every((value) => value === 0)).toBe(true);
    else expectRelativelyClose(back, plainBack, adjointScanVolume.agreement as number);
    const [product, other] = [
      there.reduce((sum, value, i) => sum + value * readings[i]!, 0),
      volume.reduce((sum, value, i) => sum + value * back[i]!, 0),
    ];
    const size = Math.hypot(...there) * Math.hypot(...readings);
    expect(Math.abs(product - other)).toBeLessThanOrEqual(1e-6 * size);
    // A part that begins and ends inside of slices.
    const part = { from: Math.floor(all / 5), to: Math.ceil(0.7 * all) };
    expectSameBits(
      spreadOver(grid, numbers, readings, part, spread),
      back.slice(part.from * grid.columns, part.to * grid.columns),
    );
  });
});

test('a volume that takes several slabs comes to what the plain twin makes of it', () => {
  const grid: Grid = { rows: 60, columns: 66, slices: 2300, pixelSizeMm: 1, sliceSpacingMm: 0.05 };
  expect(slabsOf(wholeSlices(grid, { from: 0, to: 2300 }))).toHaveLength(2);
  const volume = new Float32Array(60 * 66 * 2300).map((_, i) => ((i * 7919) % 101) / 101);
  const kinds = {
    across: coneOf({ views: 1, startDeg: 20, channels: 7, channelSpacingMm: 5, rows: 5, rowSpacingMm: 20 }),
    'straight through': tomosynthesisOf({
      views: 2,
      spanDeg: 30,
      channels: 6,
      rows: 4,
      channelSpacingMm: 9,
      rowSpacingMm: 9,
    }),
  };
  for (const given of Object.values(kinds)) {
    const numbers = loweredScan(given);
    const rays = loweredRays(numbers);
    const views = viewsOf(numbers);
    const plainly = scanned(grid, rays, volume, views, scanPlainly);
    expectRelativelyClose(scanned(grid, rays, volume, views, scan), plainly, 1e-5);
    const readings = randomArray(plainly.length, 2);
    // Around the end of the first slab.
    const part = { from: 1140 * 60, to: 1160 * 60 };
    const expected = spreadOver(grid, numbers, readings, part, spreadPlainly);
    expectRelativelyClose(spreadOver(grid, numbers, readings, part, spread), expected, 1e-5);
  }
});

test('a volume is laid out only as its rays need it', () => {
  const grid: Grid = { rows: 8, columns: 8, slices: 8, pixelSizeMm: 1 };
  const narrow = { views: 4, channels: 5, channelSpacingMm: 1, rows: 4, rowSpacingMm: 1 };
  const of = (startDeg: number, row: { from: number; to: number }, given = {}) => {
    const numbers = loweredScan(coneOf({ ...narrow, ...given, startDeg }));
    return layoutsFor(loweredRays(numbers), grid, row);
  };
  const first = { from: 0, to: 4 };
  expect(of(0, first)).toEqual({ byRows: true, byColumns: false });
  expect(of(90, first)).toEqual({ byRows: false, byColumns: true });
  expect(of(0, { from: 3, to: 6 })).toEqual({ byRows: true, byColumns: true });
  expect(of(45, first)).toEqual({ byRows: true, byColumns: true });
  expect(of(0, first, { channelSpacingMm: 60 })).toEqual({ byRows: true, byColumns: true });
  // Corners that go up and down say nothing of what lies between.
  expect(of(0, first, { rowSpacingMm: 90 })).toEqual({ byRows: true, byColumns: true });
});

test('only what holds anything is asked for, and says the same', () => {
  const grid: Grid = { rows: 11, columns: 13, slices: 9, pixelSizeMm: 1.5, sliceSpacingMm: 2, centreXMm: 3 };
  const volume = new Float32Array(9 * 11 * 13);
  expect(rangeInUse(grid, volume).slices).toEqual({ from: 0, to: 0 });
  const full = randomArray(volume.length, 3).map((value) => Math.abs(value) + 0.1);
  for (let slice = 2; slice < 5; slice++) {
    for (let row = 4; row < 10; row++) {
      for (let column = 6; column < 9; column++) {
        const at = (slice * 11 + row) * 13 + column;
        // Hollow, and not a box.
        if ((slice + row + column) % 3 > 0) volume[at] = full[at]!;
      }
    }
  }
  expect(rangeInUse(grid, volume)).toEqual({
    columns: { from: 6, to: 9 },
    rows: { from: 4, to: 10 },
    slices: { from: 2, to: 5 },
  });
  expect(rangeInUse(grid, full)).toEqual(wholeSlices(grid, { from: 0, to: 9 }));
  const numbers = loweredScan(coneOf({ views: 9, startDeg: 4, rowSpacingMm: 2.4 }));
  const rays = loweredRays(numbers);
  const plainly = scanned(grid, rays, volume, 9, scanPlainly);
  expectRelativelyClose(scanned(grid, rays, volume, 9, scan), plainly, 1e-6);
  expect(scanned(grid, rays, new Float32Array(volume.length), 9, scan).every((value) => value === 0)).toBe(true);
});

test('neighbouring views’ rows follow each other in turn, each of them once', () => {
  expect([...rowsInTurn({ from: 1, to: 8 }, 3)]).toEqual([3, 6, 1, 4, 7, 2, 5]);
  for (const range of [
    { from: 0, to: 60 },
    { from: 7, to: 52 },
    { from: 4, to: 4 },
  ]) {
    const rows = [...rowsInTurn(range, 3)].sort((a, b) => a - b);
    expect(rows).toEqual(Array.from({ length: range.to - range.from }, (_, i) => range.from + i));
  }
});
