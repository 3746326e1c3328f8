import { expect } from 'vitest';
import type { DeviceArray } from '../../../src/compute/device.ts';
import type { KernelDevice } from '../../../src/compute/kernel.ts';
import type { Operators } from '../../../src/operators/contract.ts';
import { fadeChannels } from './spec.ts';

/** Runs the made-up kernel on the last three of four views, two channels each, and asserts what is right by hand. */
export async function expectFadedViews<A extends DeviceArray>(device: KernelDevice<A> & Operators<A>): Promise<void> {
  const readings = await device.upload(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), 4, 2);
  const out = await device.upload(new Float32Array(8).fill(-1), 4, 2);
  const plan = { shares: Float32Array.of(1, 0.5), added: 10 };
  await device.run(fadeChannels, plan, { readings, out }, { range: { from: 1, to: 4 } });
  expect([...(await device.read(out))]).toEqual([-1, -1, 13, 12, 15, 13, 17, 14]);
}
