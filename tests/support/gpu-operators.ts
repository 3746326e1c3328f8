import type { Operators } from '../../src/operators/contract.ts';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { sharedTestDevice } from './gpu.ts';

/** The GPU's operators on a real device; a failure where there is no adapter. */
export async function gpuOperators(): Promise<Operators> {
  const device = await sharedTestDevice();
  const description = { backend: 'gpu', name: 'test device', isSoftware: true } as const;
  return (await GpuOperators.create({ device, description })) as unknown as Operators;
}
