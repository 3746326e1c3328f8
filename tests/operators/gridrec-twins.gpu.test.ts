import { beforeAll, describe, expect, test } from 'vitest';
import type { ImageGrid } from '../../src/geometry/grid.ts';
import type { ParallelScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { planGridrec } from '../../src/methods/gridrec/plan-gridrec.ts';
import { reconstructFourier } from '../../src/operators/cpu/reconstruct-fourier.ts';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { requestTestDevice, sharedTestDevice } from '../support/gpu.ts';
import { GRIDREC_CASES, onWholeGrid, randomReadings } from '../support/gridrec-cases.ts';
import { scanOfArc } from '../support/walk.ts';

/** Places, sums and transforms in f32 throughout. */
const GPU = 1e-4;

const description = { backend: 'gpu', name: 'test device', isSoftware: true } as const;
let gpu: GpuOperators;

beforeAll(async () => {
  const device = await sharedTestDevice();
  gpu = await GpuOperators.create({ device, description });
});

async function expectTwins(scan: ParallelScan, grid: ImageGrid, operators = gpu): Promise<void> {
  const views = scan.anglesRad.length;
  const plan = planGridrec(scan, grid, 'ram-lak', 1);
  const readings = randomReadings(scan);
  const sinogram = await operators.upload(readings, views, scan.channels);
  // Whatever the image held before is gone.
  const image = await operators.upload(new Float32Array(grid.rows * grid.columns).fill(77), grid.rows, grid.columns);
  await operators.reconstructFourier(plan, sinogram, scan, grid, image);
  const expected = onWholeGrid(reconstructFourier(plan, readings, scan, { from: 0, to: views }), plan, grid);
  expectRelativelyClose(await operators.read(image), expected, GPU);
  operators.release(sinogram);
  operators.release(image);
}

test.each(GRIDREC_CASES)('%s', async (_, scan, grid) => expectTwins(scan, grid));

describe('lines longer than workgroup memory', () => {
  test('of views', async () => {
    const scan = scanOfArc({ views: 5, channels: 1301, channelSpacingMm: 0.1 });
    expect(planGridrec(scan, { rows: 40, columns: 40, pixelSizeMm: 1 }, 'ram-lak', 1).filter.transformLength).toBe(
      4096,
    );
    await expectTwins(scan, { rows: 40, columns: 40, pixelSizeMm: 1 });
  });

  // Lines of 512 take an odd number of steps, which end in the spare array; lines of 256 an even one.
  test.each([
    [100, 256],
    [200, 512],
  ])('of the grid, of a device with memory for 128 points: %i² pixels', async (pixels, gridSize) => {
    const device = await requestTestDevice({ workgroupMemoryBytes: 1024 });
    const small = await GpuOperators.create({ device, description });
    const scan = scanOfArc({ views: 6, channels: 60, channelSpacingMm: 5 });
    const grid = { rows: pixels, columns: pixels, pixelSizeMm: 1 };
    expect(planGridrec(scan, grid, 'ram-lak', 1).gridSize).toBe(gridSize);
    await expectTwins(scan, grid, small);
  });
});

test('views in several batches', async () => {
  // Software takes some 480 views of 1024 samples at a time.
  await expectTwins(scanOfArc({ views: 500, channels: 500, channelSpacingMm: 0.1 }), {
    rows: 28,
    columns: 28,
    pixelSizeMm: 1,
  });
});

test('a run given up ends with the reason', async () => {
  const scan = scanOfArc({ views: 10, channels: 40, channelSpacingMm: 1 });
  const grid = { rows: 20, columns: 20, pixelSizeMm: 1 };
  const sinogram = await gpu.create(10, 40);
  const image = await gpu.create(20, 20);
  const signal = AbortSignal.abort(new Error('enough'));
  const plan = planGridrec(scan, grid, 'ram-lak', 1);
  await expect(gpu.reconstructFourier(plan, sinogram, scan, grid, image, { signal })).rejects.toThrow('enough');
});
