import { afterEach, expect, test, vi } from 'vitest';
import { DeviceClock } from '../../../src/compute/gpu/device-clock.ts';
import { measureTimes } from '../../../src/experiment/benchmark/stopwatch.ts';
import type { Operators } from '../../../src/operators/contract.ts';
import { PolledDevice } from '../../support/polled-device.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

// Firefox tells every 100 ms that work is done: one go of 3 ms seems to take 100, whatever it is.
test.each([0.7, 3, 40, 230])(
  'a kernel of %d ms is timed to a quarter where the end is told every 100 ms',
  async (ms) => {
    const device = new PolledDevice({ pollMs: 100, hasStamps: false });
    const clock = await DeviceClock.of(device.gpu);
    let goes = 0;
    const operators = {
      finished: () => clock.toldAt(device.gpu.queue.onSubmittedWorkDone()),
    } as unknown as Operators;
    const work = async () => {
      goes++;
      device.queue(ms);
    };
    const contender = { operators, idleLatencyMs: clock.idleLatencyMs };
    const { medianMs, gpuMs } = await measureTimes(contender, work, false, undefined);
    expect(gpuMs).toBeNull();
    expect(medianMs / ms).toBeGreaterThan(ms < 1 ? 0.4 : 0.75);
    expect(medianMs / ms).toBeLessThan(1.25);
    // Nobody waits for more than some ten seconds.
    expect(goes * ms).toBeLessThan(12_000);
  },
);
