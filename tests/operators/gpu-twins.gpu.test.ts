import { beforeAll, describe, expect, test } from 'vitest';
import type { ImageGrid, PlacedGrid } from '../../src/geometry/grid.ts';
import { arcScan, type ParallelScan, scatteredScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import { scanImage } from '../../src/kernels/scan-image/plain.ts';
import { scanShapes } from '../../src/kernels/scan-shapes/plain.ts';
import { backProject } from '../../src/operators/cpu/back-project.ts';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { rampFilter } from '../../src/reconstruction/ramp-filter.ts';
import { RAMP_WINDOWS } from '../../src/reconstruction/ramp-windows.ts';
import { filterViews, refineViews } from '../kernels/as-functions.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { sharedTestDevice } from '../support/gpu.ts';
import { randomArray } from '../support/random.ts';

let gpu: GpuOperators;

beforeAll(async () => {
  const device = await sharedTestDevice();
  gpu = await GpuOperators.create({
    device,
    description: { backend: 'gpu', name: 'test device', isSoftware: true },
  });
});

const degrees = Math.PI / 180;
const scans: Record<string, ParallelScan> = {
  'one view, one channel': arcScan(
    { views: 1, startRad: 0.3, arcRad: Math.PI },
    { channels: 1, channelSpacingMm: 2, offset: 0 },
  ),
  'an even number of channels': arcScan(
    { views: 24, startRad: 0, arcRad: Math.PI },
    { channels: 64, channelSpacingMm: 1, offset: 0 },
  ),
  'an odd number of channels, an offset and a full turn': arcScan(
    { views: 31, startRad: -20 * degrees, arcRad: 2 * Math.PI },
    { channels: 65, channelSpacingMm: 0.7, offset: -3.25 },
  ),
  'a short arc run backwards': arcScan(
    { views: 7, startRad: 1, arcRad: -0.9 },
    { channels: 33, channelSpacingMm: 1.7, offset: 0.25 },
  ),
  // Each counts otherwise.
  'views at uneven angles': scatteredScan(Float64Array.of(0, 0.1, 0.5, 0.6, 1.3, 1.45, 2.2, 2.9), {
    channels: 40,
    channelSpacingMm: 1.2,
    offset: 0.5,
  }),
  'more channels than one workgroup transform holds': arcScan(
    { views: 3, startRad: 0.2, arcRad: Math.PI },
    { channels: 1301, channelSpacingMm: 0.1, offset: 0 },
  ),
};
const everyScan = Object.entries(scans);

const overlapping = {
  version: 1,
  name: 'overlapping shapes of every kind',
  fieldSizeMm: 64,
  values: 'arbitrary',
  shapes: [
    { type: 'ellipse', x: 2, y: -3, semiAxisX: 24, semiAxisY: 15, angleDeg: 30, value: 1 },
    { type: 'rectangle', x: -6, y: 4, width: 18, height: 9, angleDeg: -20, value: 3 },
    {
      type: 'polygon',
      points: [
        [0, 0],
        [14, -4],
        [18, 9],
        [4, 12],
      ],
      value: -0.5,
    },
    { type: 'ellipse', x: 5, y: 5, semiAxisX: 3, semiAxisY: 3, value: 2 },
    { type: 'rectangle', x: 40, y: 40, width: 2, height: 2, value: 9 },
    {
      type: 'ellipse',
      x: -12,
      y: -9,
      semiAxisX: 9,
      semiAxisY: 5,
      angleDeg: 25,
      clip: [
        { normalDeg: 40, distance: 3 },
        { normalDeg: -100, distance: 2 },
      ],
      value: 1.5,
    },
    {
      type: 'polygon',
      points: [
        [-20, 10],
        [0, 8],
        [3, 25],
        [-8, 14],
        [-18, 22],
      ],
      value: 0.75,
    },
  ],
};

describe('scanning shapes', () => {
  describe.each(['add', 'replace'])('with values that %s', (composition) => {
    const phantom = shapePhantom(parsePhantomFile({ ...overlapping, composition }));

    test.each(everyScan)('%s', async (_, scan) => {
      const views = scan.anglesRad.length;
      const sinogram = await gpu.create(views, scan.channels);
      await gpu.scanShapes(phantom, scan, sinogram, { from: 0, to: views });
      expectRelativelyClose(await gpu.read(sinogram), scanShapes(phantom, scan, { from: 0, to: views }), 2e-5);
    });
  });

  test('nothing at all gives nothing', async () => {
    const scan = scans['an even number of channels']!;
    const phantom = shapePhantom(parsePhantomFile({ ...overlapping, composition: 'add', shapes: [] }));
    const sinogram = await gpu.upload(randomArray(24 * 64, 1), 24, 64);
    await gpu.scanShapes(phantom, scan, sinogram, { from: 0, to: 24 });
    expect(new Set(await gpu.read(sinogram))).toEqual(new Set([0]));
  });

  test('touches the views of its range alone', async () => {
    const scan = scans['an even number of channels']!;
    const phantom = shapePhantom(parsePhantomFile({ ...overlapping, composition: 'add' }));
    const sinogram = await gpu.create(24, 64);
    await gpu.scanShapes(phantom, scan, sinogram, { from: 5, to: 9 });
    const values = await gpu.read(sinogram);
    expect(values.slice(0, 5 * 64).every((value) => value === 0)).toBe(true);
    expect(values.slice(9 * 64).every((value) => value === 0)).toBe(true);
    expectRelativelyClose(values.slice(5 * 64, 9 * 64), scanShapes(phantom, scan, { from: 5, to: 9 }), 2e-5);
  });
});

describe('scanning an image', () => {
  const grids: PlacedGrid[] = [
    { rows: 32, columns: 32, pixelSizeMm: 1 },
    { rows: 22, columns: 15, pixelSizeMm: 1, centreXMm: -9.4, centreYMm: 3.25 },
    { rows: 19, columns: 40, pixelSizeMm: 1.3 },
    { rows: 1, columns: 1, pixelSizeMm: 5 },
  ];
  describe.each(grids)('of $rows × $columns pixels', (grid) => {
    test.each(everyScan)('%s', async (_, scan) => {
      const values = randomArray(grid.rows * grid.columns, 7);
      const views = scan.anglesRad.length;
      const image = await gpu.upload(values, grid.rows, grid.columns);
      const sinogram = await gpu.create(views, scan.channels);
      await gpu.scanImage(image, grid, scan, sinogram, { from: 0, to: views });
      expectRelativelyClose(await gpu.read(sinogram), scanImage(values, grid, scan, { from: 0, to: views }), 1e-4);
    });
  });
});

describe('filtering', () => {
  const filters = [...RAMP_WINDOWS.map((window) => [window, 1] as const), ['hann', 0.4] as const];
  describe.each(filters)('by %s with cutoff %s', (window, cutoff) => {
    test.each(everyScan)('%s', async (_, scan) => {
      const views = scan.anglesRad.length;
      const values = randomArray(views * scan.channels, 11);
      const filter = rampFilter(scan.channels, scan.channelSpacingMm, window, cutoff);
      const sinogram = await gpu.upload(values, views, scan.channels);
      const filtered = await gpu.create(views, scan.channels);
      await gpu.filterViews(filter, sinogram, filtered, { from: 0, to: views });
      expectRelativelyClose(await gpu.read(filtered), filterViews(filter, values), 1e-5);
    });
  });

  test('touches the views of its range alone, an odd number of them', async () => {
    const scan = scans['an even number of channels']!;
    const values = randomArray(24 * 64, 3);
    const filter = rampFilter(64, 1, 'ram-lak', 1);
    const sinogram = await gpu.upload(values, 24, 64);
    const filtered = await gpu.create(24, scan.channels);
    await gpu.filterViews(filter, sinogram, filtered, { from: 3, to: 8 });
    const result = await gpu.read(filtered);
    expect(result.slice(0, 3 * 64).every((value) => value === 0)).toBe(true);
    expect(result.slice(8 * 64).every((value) => value === 0)).toBe(true);
    expectRelativelyClose(result.slice(3 * 64, 8 * 64), filterViews(filter, values.slice(3 * 64, 8 * 64)), 1e-5);
  });
});

test.each([1, 2, 3, 4, 65])(
  'views of %i channels at half the spacing, in the views of a range alone',
  async (channels) => {
    const values = randomArray(7 * channels, 13);
    const views = await gpu.upload(values, 7, channels);
    const refined = await gpu.create(7, 2 * channels + 1);
    await gpu.refineViews(views, refined, { from: 2, to: 6 });
    const result = await gpu.read(refined);
    const width = 2 * channels + 1;
    const expected = refineViews(values.slice(2 * channels, 6 * channels), channels);
    // Three roundings to float32.
    expectRelativelyClose(result.slice(2 * width, 6 * width), expected, 3e-7);
    expect([...result.slice(0, 2 * width), ...result.slice(6 * width)].every((value) => value === 0)).toBe(true);
  },
);

describe('back-projecting', () => {
  const grids: ImageGrid[] = [
    { rows: 32, columns: 32, pixelSizeMm: 1 },
    { rows: 21, columns: 37, pixelSizeMm: 4 },
    { rows: 1, columns: 1, pixelSizeMm: 1 },
  ];
  describe.each(grids)('onto $rows × $columns pixels of $pixelSizeMm mm', (grid) => {
    test.each(everyScan)('%s', async (_, scan) => {
      const views = scan.anglesRad.length;
      const values = randomArray(views * scan.channels, 5);
      const projections = await gpu.upload(values, views, scan.channels);
      const image = await gpu.create(grid.rows, grid.columns);
      const half = Math.floor(views / 2);
      await gpu.backProject(projections, scan, grid, image, { from: 0, to: half });
      await gpu.backProject(projections, scan, grid, image, { from: half, to: views });
      const expected = backProject(values, loweredScan(scan), { from: 0, to: views }, grid, { from: 0, to: grid.rows });
      expectRelativelyClose(await gpu.read(image), expected, 1e-4);
    });
  });
});

describe('arrays', () => {
  test('subtract, clear, and a buffer used again starts at zero', async () => {
    const a = await gpu.upload(Float32Array.of(5, 7, 9), 1, 3);
    const b = await gpu.upload(Float32Array.of(1, 2, 3), 1, 3);
    const out = await gpu.create(1, 3);
    await gpu.subtract(a, b, out);
    expect([...(await gpu.read(out))]).toEqual([4, 5, 6]);
    await gpu.clear(a);
    expect([...(await gpu.read(a))]).toEqual([0, 0, 0]);
    gpu.release(b);
    expect([...(await gpu.read(await gpu.create(1, 3)))]).toEqual([0, 0, 0]);
  });
});
