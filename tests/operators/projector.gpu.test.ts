import { beforeAll, describe, expect, test, vi } from 'vitest';
import { KernelRunner } from '../../src/compute/gpu/kernel-runner.ts';
import { squareGrid } from '../../src/geometry/grid.ts';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { projector } from '../../src/operators/projector.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { sharedTestDevice } from '../support/gpu.ts';
import { randomArray } from '../support/random.ts';
import { cpuOperators, scanOfArc } from '../support/walk.ts';
import { describeProjectorLaws } from './projector-laws.ts';

const description = { backend: 'gpu', name: 'test device', isSoftware: true } as const;
let device: GPUDevice;
let whole: GpuOperators;

beforeAll(async () => {
  device = await sharedTestDevice();
  whole = await GpuOperators.create({ device, description });
});

describe('a projector on the GPU', () => describeProjectorLaws(() => whole as never, 25));

describe('a distance-driven projector on the GPU', () =>
  describeProjectorLaws(() => whole as never, 10, 'distance-driven'));

describe('a sinogram that lies in several bands', () => {
  const scan = scanOfArc({ views: 33, channels: 61, channelSpacingMm: 0.9, offset: 1.25, arcDeg: 360 });
  const grid = squareGrid(24, 1.5);
  const image = randomArray(24 * 24, 1);
  const sinogram = randomArray(33 * 61, 2);
  /** Begins and ends within a band. */
  const range = { from: 3, to: 29 };

  async function both(operators: GpuOperators) {
    const [pixels, readings] = [await operators.upload(image, 24, 24), await operators.upload(sinogram, 33, 61)];
    const { forward, adjoint } = projector(operators, scan, grid);
    await adjoint(readings, pixels, range);
    const back = await operators.read(pixels);
    operators.release(pixels);
    const again = await operators.upload(image, 24, 24);
    await forward(again, readings, range);
    return { bands: readings.bands.length, back, there: await operators.read(readings) };
  }

  test('is projected and back-projected to nearly the same bits', async () => {
    // Ten rows of readings, or the whole of the image.
    const limits = { maxStorageBufferBindingSize: 2560, maxBufferSize: 2560 };
    const banded = await both(await GpuOperators.create({ device, description }, limits));
    const expected = await both(whole);
    expect([banded.bands, expected.bands]).toEqual([4, 1]);
    expect(banded.there).toEqual(expected.there);
    // A pixel's sum is made band by band.
    const largest = Math.max(...expected.back);
    for (const [i, value] of banded.back.entries())
      expect(Math.abs(value - expected.back[i]!)).toBeLessThan(2e-6 * largest);
  });
});

test('views that are too much work for one dispatch are projected in several', async () => {
  // A software GPU takes some three million samples at a time: here two views.
  const scan = scanOfArc({ views: 7, channels: 1100, channelSpacingMm: 0.9, startDeg: 3 });
  const grid = { rows: 3, columns: 1000, pixelSizeMm: 1 };
  const pixels = randomArray(3000, 3);
  const image = await whole.upload(pixels, 3, 1000);
  const sinogram = await whole.create(7, 1100);
  const dispatches = vi.spyOn(KernelRunner.prototype, 'dispatch');
  await projector(whole, scan, grid).forward(image, sinogram);
  expect(dispatches).toHaveBeenCalledTimes(4);
  dispatches.mockRestore();
  // Positions are known to some 10⁻⁵ of a pixel so far from the middle, and random pixels change by as much as they are.
  const operators = cpuOperators();
  const expected = await operators.create(7, 1100);
  await projector(operators, scan, grid).forward(await operators.upload(pixels, 3, 1000), expected);
  expectRelativelyClose(await whole.read(sinogram), await operators.read(expected), 1e-4);
});
