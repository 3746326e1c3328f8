import { beforeAll, describe, expect, test } from 'vitest';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { sharedTestDevice } from '../support/gpu.ts';
import { type Device, describeAlgebraLaws } from './algebra-laws.ts';

let whole: GpuOperators;
let banded: GpuOperators;

beforeAll(async () => {
  const device = await sharedTestDevice();
  const description = { backend: 'gpu', name: 'test device', isSoftware: true } as const;
  whole = await GpuOperators.create({ device, description });
  // Ten rows of 1027 values.
  const limits = { maxStorageBufferBindingSize: 41_080, maxBufferSize: 41_080 };
  banded = await GpuOperators.create({ device, description }, limits);
});

describe('algebra on the GPU', () => describeAlgebraLaws(() => whole as unknown as Device));

describe('algebra on arrays in several bands', () => {
  test('that are several', async () => {
    const array = await banded.create(31, 1027);
    expect(array.bands.length).toBe(4);
    banded.release(array);
  });

  describeAlgebraLaws(() => banded as unknown as Device, [[31, 1027]]);
});
