import { expect, test } from 'vitest';
import { GpuOperators } from '../../../src/operators/gpu/gpu-operators.ts';
import { sharedTestDevice } from '../../support/gpu.ts';
import { checkWgsl } from '../../support/wgsl-check.ts';
import { expectFadedViews } from './fade-channels.ts';
import code from './fade-channels.wgsl?raw';

test('a made-up kernel, of its folder alone, on the GPU, in one piece and in bands of a single view', async () => {
  expect(await checkWgsl(code)).toEqual([]);
  const device = await sharedTestDevice();
  const description = { backend: 'gpu', name: 'test device', isSoftware: true } as const;
  await expectFadedViews(await GpuOperators.create({ device, description }));
  const limits = { maxStorageBufferBindingSize: 8, maxBufferSize: 8 };
  await expectFadedViews(await GpuOperators.create({ device, description }, limits));
});
