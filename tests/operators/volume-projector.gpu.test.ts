import { beforeAll, describe } from 'vitest';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { sharedTestDevice } from '../support/gpu.ts';
import { describeVolumeProjectorLaws } from './volume-projector-laws.ts';

let operators: GpuOperators;

// Volumes and readings lie in several buffers, so that rays cross from one to the next.
beforeAll(async () => {
  const device = await sharedTestDevice();
  const description = { backend: 'gpu', name: 'test device', isSoftware: true } as const;
  operators = await GpuOperators.create(
    { device, description },
    { maxStorageBufferBindingSize: 16384, maxBufferSize: 16384 },
  );
});

describe('a projector of volumes on the GPU', () => describeVolumeProjectorLaws(() => operators as never));

describe('a distance-driven projector of volumes on the GPU', () =>
  describeVolumeProjectorLaws(() => operators as never, 'distance-driven'));
