import { beforeAll, describe, expect, test } from 'vitest';
import { fanReadingWeights } from '../../src/geometry/fan/fan-readings.ts';
import { type FanScan, scatteredFanScan } from '../../src/geometry/fan/fan-scan.ts';
import type { ImageGrid, PlacedGrid } from '../../src/geometry/grid.ts';
import { loweredScan, type Scan } from '../../src/geometry/scan.ts';
import { scanImage } from '../../src/kernels/scan-image/plain.ts';
import { scanShapes } from '../../src/kernels/scan-shapes/plain.ts';
import { backProject } from '../../src/operators/cpu/back-project.ts';
import { BACK_PROJECTION_KERNELS } from '../../src/operators/gpu/back-projection-kernels.ts';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { planCompletion } from '../../src/reconstruction/complete-lines.ts';
import { planRebin } from '../../src/reconstruction/rebin-to-parallel.ts';
import { completeViews, mixViews, rebin, weightReadings } from '../kernels/as-functions.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { sharedTestDevice } from '../support/gpu.ts';
import { inManyBands } from '../support/many-bands.ts';
import { randomArray, randomMix } from '../support/random.ts';
import { DEGREES, disks, scanOfArc } from '../support/walk.ts';

let gpu: GpuOperators;

beforeAll(async () => {
  const device = await sharedTestDevice();
  gpu = await GpuOperators.create({ device, description: { backend: 'gpu', name: 'test device', isSoftware: true } });
});

const machine = { sourceToIsocenterMm: 57, sourceToDetectorMm: 104, channelSpacingMm: 1.9 };
const scans: Record<string, FanScan> = {
  'an arc, a full turn': fanOfArc({ ...machine, views: 24, channels: 41 }),
  'a flat panel, a full turn': fanOfArc({ ...machine, detector: 'flat', views: 24, channels: 40 }),
  'an arc, a quarter of a channel off, backwards': fanOfArc({
    ...machine,
    views: 20,
    channels: 40,
    offset: 0.25,
    arcDeg: -360,
    startDeg: 17,
  }),
  'a flat panel, a short scan': fanOfArc({ ...machine, detector: 'flat', views: 23, channels: 33, arcDeg: 230 }),
  'an arc, a short scan backwards': fanOfArc({ ...machine, views: 26, channels: 33, arcDeg: -250, startDeg: 200 }),
  'an arc, too short': fanOfArc({ ...machine, views: 9, channels: 21, arcDeg: 100 }),
  'one view of one channel': fanOfArc({ ...machine, views: 1, channels: 1 }),
  // Groups begin beyond a quarter turn, where tiles are seen the other way round.
  'an arc, a full turn from 60°': fanOfArc({ ...machine, views: 24, channels: 41, startDeg: 60 }),
  'a fan of 130°': fanOfArc({ ...machine, detector: 'flat', channelSpacingMm: 11, views: 12, channels: 41 }),
  'an arc of 130°': fanOfArc({ ...machine, channelSpacingMm: 6, views: 12, channels: 41 }),
};
const everyScan = Object.entries(scans);
const all = (scan: FanScan) => ({ from: 0, to: scan.anglesRad.length });

describe('a fan on the GPU against the plain twins on the CPU', () => {
  test.each(everyScan)('scanning shapes: %s', async (_, scan) => {
    const phantom = disks([4, -3, 9, 1], [-7, 6, 4, 2], [0, 0, 17, 0.5]);
    const sinogram = await gpu.create(scan.anglesRad.length, scan.channels);
    await gpu.scanShapes(phantom, scan, sinogram, all(scan));
    expectRelativelyClose(await gpu.read(sinogram), scanShapes(phantom, scan, all(scan)), 2e-5);
  });

  test.each(everyScan)('scanning an image: %s', async (_, scan) => {
    const grid: PlacedGrid = { rows: 19, columns: 26, pixelSizeMm: 1.3, centreXMm: 2.6, centreYMm: -5.5 };
    const values = randomArray(19 * 26, 7);
    const image = await gpu.upload(values, 19, 26);
    const sinogram = await gpu.create(scan.anglesRad.length, scan.channels);
    await gpu.scanImage(image, grid, scan, sinogram, all(scan));
    expectRelativelyClose(await gpu.read(sinogram), scanImage(values, grid, scan, all(scan)), 1e-4);
  });

  test.each(everyScan)('weighting: %s', async (_, scan) => {
    const values = randomArray(scan.anglesRad.length * scan.channels, 3);
    const weights = fanReadingWeights(scan, false);
    const sinogram = await gpu.upload(values, scan.anglesRad.length, scan.channels);
    const out = await gpu.create(scan.anglesRad.length, scan.channels);
    await gpu.weightReadings(weights, sinogram, out, all(scan));
    expectRelativelyClose(await gpu.read(out), weightReadings(weights, values, all(scan)), 1e-6);
  });

  test.each(everyScan)('rebinning: %s', async (_, scan) => {
    const values = randomArray(scan.anglesRad.length * scan.channels, 5);
    const plan = planRebin(scan);
    const { parallel } = plan;
    const sinogram = await gpu.upload(values, scan.anglesRad.length, scan.channels);
    const out = await gpu.create(parallel.anglesRad.length, parallel.channels);
    await gpu.rebin(plan, sinogram, out, all(scan) && { from: 0, to: parallel.anglesRad.length });
    const expected = rebin(plan, values, { from: 0, to: parallel.anglesRad.length });
    if (expected.some((value) => value !== 0)) expectRelativelyClose(await gpu.read(out), expected, 1e-4);
  });

  const incomplete: [string, Scan][] = [
    ['too short, to one side', fanOfArc({ ...machine, views: 90, channels: 41, arcDeg: -200, offset: 9.3 })],
    ['a half fan', fanOfArc({ ...machine, detector: 'flat', views: 40, channels: 40, offset: -14.2 })],
    ['a half fan over part of a turn', fanOfArc({ ...machine, views: 41, channels: 40, offset: 14, arcDeg: 290 })],
    ['a quarter of a turn', fanOfArc({ ...machine, views: 30, channels: 21, arcDeg: 90.5 })],
    [
      'parallel rays over three turns',
      scanOfArc({ views: 60, channels: 40, channelSpacingMm: 1, offset: -14, arcDeg: 1080 }),
    ],
    [
      'parallel rays beside the axis',
      scanOfArc({ views: 41, channels: 30, channelSpacingMm: 1, offset: 18.3, arcDeg: -360 }),
    ],
  ];
  test.each(incomplete)('completing: %s', async (_, scan) => {
    const views = scan.anglesRad.length;
    const values = randomArray(views * scan.channels, 8);
    const plan = planCompletion(scan, { views: 1000, channels: 1000, readings: 1e6 })!;
    const range = { from: 0, to: plan.completed.anglesRad.length };
    const sinogram = await gpu.upload(values, views, scan.channels);
    for (const operators of [gpu, inManyBands(gpu, 7)]) {
      const out = await gpu.create(range.to, plan.completed.channels);
      await operators.completeViews(plan, sinogram, out, range);
      expectRelativelyClose(await gpu.read(out), completeViews(plan, values, range), 1e-4);
    }
  });

  test('weighting readings of views in three groups', async () => {
    const groups = [0, 100, 260].flatMap((from) => Array.from({ length: 15 }, (_, i) => (from + 5 * i) * DEGREES));
    const scan = scatteredFanScan(Float64Array.from(groups), {
      ...machine,
      detector: 'flat',
      channels: 41,
      offset: 0.25,
    });
    const weights = fanReadingWeights(scan, false);
    expect(weights.redundancy!.groups).toHaveLength(3);
    const values = randomArray(45 * 41, 5);
    const sinogram = await gpu.upload(values, 45, 41);
    const out = await gpu.create(45, 41);
    await gpu.weightReadings(weights, sinogram, out, all(scan));
    expectRelativelyClose(await gpu.read(out), weightReadings(weights, values, all(scan)), 1e-5);
  });

  test('mixing views', async () => {
    const values = randomArray(30 * 70, 5);
    const mix = randomMix(30, 9);
    const sinogram = await gpu.upload(values, 30, 70);
    const out = await gpu.create(30, 70);
    await gpu.mixViews(mix, sinogram, out, { from: 0, to: 11 });
    await gpu.mixViews(mix, sinogram, out, { from: 11, to: 30 });
    expectRelativelyClose(await gpu.read(out), mixViews(mix, values, 70, { from: 0, to: 30 }), 1e-6);
  });

  const grids: ImageGrid[] = [
    { rows: 32, columns: 32, pixelSizeMm: 1 },
    { rows: 33, columns: 33, pixelSizeMm: 0.9 },
    { rows: 21, columns: 37, pixelSizeMm: 1.5 },
    { rows: 1, columns: 1, pixelSizeMm: 1 },
  ];
  describe.each(BACK_PROJECTION_KERNELS)('back-projecting by the kernel %s', (kernel) => {
    describe.each(grids)('onto $rows × $columns pixels of $pixelSizeMm mm', (grid) => {
      test.each(everyScan)('%s', async (_, scan) => {
        const views = scan.anglesRad.length;
        const values = randomArray(views * scan.channels, 5);
        const expected = backProject(values, loweredScan(scan), all(scan), grid, { from: 0, to: grid.rows });
        const projections = await gpu.upload(values, views, scan.channels);
        const image = await gpu.create(grid.rows, grid.columns);
        gpu.backProjection = kernel;
        await gpu.backProject(projections, scan, grid, image, all(scan));
        // The texture units' weights of 8 bits: 1/512 at most of a step between random channels.
        expectRelativelyClose(await gpu.read(image), expected, kernel === 'texture' ? 2e-3 : 1e-4);
        gpu.release(projections);
        gpu.release(image);
      });
    });
  });

  test.each(BACK_PROJECTION_KERNELS)('the kernel %s really runs over a full turn on a square grid', (kernel) => {
    gpu.backProjection = kernel;
    expect(gpu.backProjectionOf(scans['an arc, a full turn']!, grids[0]!)).toBe(kernel);
    expect(gpu.backProjectionOf(scans['a flat panel, a full turn']!, grids[1]!)).toBe(kernel);
    expect(gpu.backProjectionOf(scans['a flat panel, a short scan']!, grids[0]!)).toBe('plain');
    expect(gpu.backProjectionOf(scans['an arc, a full turn']!, grids[2]!)).toBe('plain');
  });

  // Wide ones see pixels at all angles up to their own.
  test.each(['an arc, a full turn', 'an arc of 130°'])(
    'pixels at the source and behind it stay finite: %s',
    async (name) => {
      const scan = scans[name]!;
      const grid: ImageGrid = { rows: 130, columns: 130, pixelSizeMm: 1 };
      const views = scan.anglesRad.length;
      const values = randomArray(views * scan.channels, 5);
      const projections = await gpu.upload(values, views, scan.channels);
      const image = await gpu.create(130, 130);
      for (const kernel of BACK_PROJECTION_KERNELS) {
        gpu.backProjection = kernel;
        await gpu.clear(image);
        await gpu.backProject(projections, scan, grid, image, all(scan));
        const result = await gpu.read(image);
        expect(result.every(Number.isFinite)).toBe(true);
        const expected = backProject(values, loweredScan(scan), all(scan), grid, { from: 0, to: 130 });
        // Next to the least depth a pixel's weight is thousands of times that at the axis.
        expectRelativelyClose(result, expected, kernel === 'texture' ? 2e-3 : 1e-4);
      }
    },
  );
});
