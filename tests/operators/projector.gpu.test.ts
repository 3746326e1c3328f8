import { beforeAll, describe, expect, test } from 'vitest';
import { squareGrid } from '../../src/geometry/image-grid.ts';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { projector } from '../../src/operators/projector.ts';
import { requestTestDevice } from '../support/gpu.ts';
import { randomArray } from '../support/random.ts';
import { scanOfArc } from '../support/walk.ts';
import { describeProjectorLaws } from './projector-laws.ts';

const description = { backend: 'gpu', name: 'test device', isSoftware: true } as const;
let device: GPUDevice;
let whole: GpuOperators;

beforeAll(async () => {
  device = await requestTestDevice();
  whole = await GpuOperators.create({ device, description });
});

describe('a projector on the GPU', () => describeProjectorLaws(() => whole as never, 25));

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
