import { beforeAll, describe, expect, test } from 'vitest';
import type { ImageGrid } from '../../src/geometry/grid.ts';
import { arcScan, type ParallelScan, scatteredScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import { backProject } from '../../src/operators/cpu/back-project.ts';
import { BACK_PROJECTION_KERNELS, type BackProjectionKernel } from '../../src/operators/gpu/back-projection-kernels.ts';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { sharedTestDevice } from '../support/gpu.ts';
import { randomArray } from '../support/random.ts';

let gpu: GpuOperators;

beforeAll(async () => {
  const device = await sharedTestDevice();
  gpu = await GpuOperators.create({ device, description: { backend: 'gpu', name: 'test device', isSoftware: true } });
});

/**
 * Relative RMS that a kernel may be off: f32 positions and sums where it interpolates exactly; weights of 8 bits, an
 * error of up to 2⁻⁹ of the step between neighbouring channels, where texture units do. Noise has the largest steps
 * there are: a smooth sinogram is ten times closer (see the images below).
 */
const NOISE: Record<BackProjectionKernel, number> = { texture: 3e-3, tile: 1e-4, plain: 1e-4 };

const halfStep = (views: number) => Math.PI / views / 2;
const detector = { channels: 61, channelSpacingMm: 1, offset: 0 };
const scans: readonly (readonly [string, ParallelScan])[] = [
  ['all views in groups', arcScan({ views: 16, startRad: halfStep(16), arcRad: Math.PI }, detector)],
  ['views at 0°, 45°, 90° and 135° beside groups', arcScan({ views: 16, startRad: 0, arcRad: Math.PI }, detector)],
  ['a full turn', arcScan({ views: 24, startRad: 0, arcRad: 2 * Math.PI }, detector)],
  [
    'groups and a view, each counting otherwise',
    scatteredScan(
      Float64Array.from([7, 20, 33, 70, 83, 97, 110, 160, 173], (angle) => (angle * Math.PI) / 180),
      detector,
    ),
  ],
  ['no groups', arcScan({ views: 9, startRad: 0.1, arcRad: Math.PI }, detector)],
  [
    'an even number of channels off the axis',
    arcScan({ views: 16, startRad: halfStep(16), arcRad: Math.PI }, { ...detector, channels: 64, offset: -7.25 }),
  ],
  ['one channel', arcScan({ views: 8, startRad: halfStep(8), arcRad: Math.PI }, { ...detector, channels: 1 })],
  [
    'a detector that sees a part of the grid',
    arcScan({ views: 8, startRad: 0, arcRad: Math.PI }, { ...detector, channels: 21 }),
  ],
  [
    'fine channels',
    arcScan({ views: 8, startRad: halfStep(8), arcRad: Math.PI }, { channels: 500, channelSpacingMm: 0.1, offset: 0 }),
  ],
];
const grids: readonly ImageGrid[] = [
  { rows: 40, columns: 40, pixelSizeMm: 1 },
  { rows: 33, columns: 33, pixelSizeMm: 1.3 },
  { rows: 1, columns: 1, pixelSizeMm: 1 },
  { rows: 20, columns: 31, pixelSizeMm: 1 },
];

async function image(kernel: BackProjectionKernel, values: Float32Array, scan: ParallelScan, grid: ImageGrid) {
  gpu.backProjection = kernel;
  const views = scan.anglesRad.length;
  const projections = await gpu.upload(values, views, scan.channels);
  const result = await gpu.create(grid.rows, grid.columns);
  await gpu.backProject(projections, scan, grid, result, { from: 0, to: views });
  const read = await gpu.read(result);
  gpu.release(projections);
  gpu.release(result);
  return read;
}

describe.each(BACK_PROJECTION_KERNELS)('back-projection by the %s kernel', (kernel) => {
  describe.each(scans)('%s', (_, scan) => {
    test.each(grids)('onto $rows × $columns pixels of $pixelSizeMm mm', async (grid) => {
      const views = scan.anglesRad.length;
      const values = randomArray(views * scan.channels, 23);
      const expected = backProject(values, loweredScan(scan), { from: 0, to: views }, grid, { from: 0, to: grid.rows });
      // A handful of pixels may lie on channels where the errors do not average out.
      const most = grid.rows === 1 ? 5 * NOISE[kernel] : NOISE[kernel];
      expectRelativelyClose(await image(kernel, values, scan, grid), expected, most);
    });
  });

  test('values of any size come out with the same relative error', async () => {
    const [, scan] = scans[0]!;
    const grid = grids[0]!;
    const values = randomArray(16 * 61, 2);
    const expected = backProject(values, loweredScan(scan), { from: 0, to: 16 }, grid, { from: 0, to: 40 });
    for (const size of [1e-12, 1, 1e9]) {
      const scaled = values.map((value) => value * size);
      const actual = (await image(kernel, scaled, scan, grid)).map((value) => value / size);
      expectRelativelyClose(actual, expected, NOISE[kernel]);
    }
  });

  test('smooth views come out within 2.5·10⁻⁴, whatever the kernel', async () => {
    const scan = arcScan({ views: 64, startRad: 0, arcRad: Math.PI }, { ...detector, channels: 91 });
    const grid = grids[0]!;
    const values = Float32Array.from({ length: 64 * 91 }, (_, i) => Math.exp(-(((i % 91) - 40) ** 2) / 200));
    const expected = backProject(values, loweredScan(scan), { from: 0, to: 64 }, grid, { from: 0, to: 40 });
    expectRelativelyClose(await image(kernel, values, scan, grid), expected, 2.5e-4);
  });

  test('adds to what is there, and nothing at all gives nothing', async () => {
    const [, scan] = scans[0]!;
    gpu.backProjection = kernel;
    const before = randomArray(40 * 40, 9);
    const result = await gpu.upload(before, 40, 40);
    const nothing = await gpu.create(16, 61);
    await gpu.backProject(nothing, scan, grids[0]!, result, { from: 0, to: 16 });
    expect([...(await gpu.read(result))]).toEqual([...before]);
  });
});
