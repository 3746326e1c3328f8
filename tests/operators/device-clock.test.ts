import { afterEach, describe, expect, test, vi } from 'vitest';
import { DeviceClock } from '../../src/compute/gpu/device-clock.ts';
import type { BackProjectionKernel } from '../../src/operators/gpu/back-projection-kernels.ts';
import { type MeasuredOperators, measureBackProjection } from '../../src/operators/gpu/measure-back-projection.ts';
import { PolledDevice } from '../support/polled-device.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function clockOf(options: ConstructorParameters<typeof PolledDevice>[0], startMs = 0) {
  const device = new PolledDevice(options);
  device.pass(startMs);
  const clock = await DeviceClock.of(device.gpu);
  const finished = () => clock.toldAt(device.gpu.queue.onSubmittedWorkDone());
  return { device, clock, finished, work: (ms: number) => device.queue(ms, clock.nextPass()) };
}

describe('a browser that tells at once that work is done (Chrome)', () => {
  test('is timed on the wall, of which nothing is said', async () => {
    const { device, clock, finished, work } = await clockOf({ pollMs: 0, hasStamps: true });
    expect(clock.idleLatencyMs).toBe(0);
    expect(clock.description).toEqual({});
    const laps = clock.startLaps({ finished });
    device.pass(3);
    work(12);
    expect(await laps.lap()).toBeCloseTo(15.1, 6);
    work(4);
    expect(await laps.lap()).toBeCloseTo(4.1, 6);
  });
});

test('one late answer on a busy machine, and the early one after it, decide nothing', async () => {
  const device = new PolledDevice({ pollMs: 100, hasStamps: true });
  const told = device.gpu.queue.onSubmittedWorkDone.bind(device.gpu.queue);
  let asked = 0;
  // The second answer comes 95 ms late, so that the third has 5 ms to wait.
  device.gpu.queue.onSubmittedWorkDone = async () => {
    await told();
    if (++asked === 2) device.pass(95);
    return undefined;
  };
  expect((await DeviceClock.of(device.gpu)).idleLatencyMs).toBeCloseTo(100, 6);
});

describe('a browser that looks every 100 ms (Firefox)', () => {
  // Wherever between two looks the page begins.
  test.each([0, 1, 37, 99.5])('is known to be 100 ms late, from %d ms on', async (startMs) => {
    const { clock, device } = await clockOf({ pollMs: 100, hasStamps: true }, startMs);
    expect(clock.idleLatencyMs).toBeCloseTo(100, 6);
    expect(device.nowMs).toBeLessThanOrEqual(500);
    expect(clock.description.clock?.words).toBe('GPU clock');
  });

  test('is timed by the GPU’s own clock, lap by lap', async () => {
    const { clock, finished, work } = await clockOf({ pollMs: 100, hasStamps: true });
    const laps = clock.startLaps({ finished });
    work(12);
    work(3);
    expect(await laps.lap()).toBeCloseTo(15, 6);
    work(0.5);
    expect(await laps.lap()).toBeCloseTo(0.5, 6);
    expect(await laps.lap()).toBe(0);
    work(260);
    expect(await laps.lap()).toBeCloseTo(260, 6);
  });

  test('waiting for the device in the middle counts for nothing; what the page does itself counts', async () => {
    const { device, clock, finished, work } = await clockOf({ pollMs: 100, hasStamps: true });
    const laps = clock.startLaps({ finished });
    work(20);
    await finished();
    work(30);
    expect(await laps.lap()).toBeCloseTo(50, 6);
    device.pass(70);
    work(1);
    expect(await laps.lap()).toBeCloseTo(70, 6);
  });

  test('more waits than there are stamps are counted in', async () => {
    const { clock, finished, work } = await clockOf({ pollMs: 100, hasStamps: true });
    const laps = clock.startLaps({ finished });
    for (let i = 0; i < 130; i++) {
      work(10);
      await finished();
    }
    // The last two waits of 100 ms lie between the stamps of the last span.
    expect(await laps.lap()).toBeCloseTo(128 * 10 + 200, 6);
  });

  test('who is timed by another meanwhile goes by the wall less the 100 ms', async () => {
    const { clock, finished, work } = await clockOf({ pollMs: 100, hasStamps: true });
    const first = clock.startLaps({ finished });
    const second = clock.startLaps({ finished });
    work(250);
    expect(await second.lap()).toBeCloseTo(250, 6);
    work(130);
    expect(await first.lap()).toBeGreaterThanOrEqual(380);
  });

  test('without stamps the wait of an idle device is taken off, and said', async () => {
    const { device, clock, finished, work } = await clockOf({ pollMs: 100, hasStamps: false });
    expect(clock.description).toEqual({
      clock: { words: 'wall clock less 100 ms of idle latency', resolutionMs: 100 },
    });
    const laps = clock.startLaps({ finished });
    // Within the 100 ms that times are known to.
    work(30);
    expect(await laps.lap()).toBe(0);
    work(730);
    expect(Math.abs((await laps.lap()) - 730)).toBeLessThanOrEqual(100);
    device.pass(60);
    expect(await laps.lap()).toBeCloseTo(60, 6);
  });
});

describe('the kernel that back-projects', () => {
  /** Operators whose kernels take so many ms per run on a polled device. */
  async function operatorsOf(costs: Record<BackProjectionKernel, number>, hasStamps: boolean) {
    const { device, clock, finished } = await clockOf({ pollMs: 100, hasStamps }, 61);
    let queuedMs = 0;
    const gpu: MeasuredOperators = {
      backProjection: 'tile',
      idleLatencyMs: clock.idleLatencyMs,
      create: async () => ({ rows: 1, columns: 1, bands: [] }),
      release: () => undefined,
      backProject: async () => {
        device.queue(costs[gpu.backProjection]);
        queuedMs += costs[gpu.backProjection];
      },
      finished,
      timeOnDevice: async (work) => {
        const before = queuedMs;
        await work();
        await finished();
        return hasStamps ? queuedMs - before : null;
      },
    };
    return { gpu, device };
  }

  test.each([
    [{ texture: 2, tile: 1, plain: 4 }, 'tile'],
    [{ texture: 0.4, tile: 1, plain: 4 }, 'texture'],
    [{ texture: 9, tile: 6, plain: 3 }, 'plain'],
    // Not enough faster for what it approximates.
    [{ texture: 0.9, tile: 1, plain: 4 }, 'tile'],
  ] as const)('%o: %s, by stamps and without', async (costs, fastest) => {
    for (const hasStamps of [true, false]) {
      const { gpu } = await operatorsOf(costs, hasStamps);
      const times = await measureBackProjection(gpu);
      expect([hasStamps, gpu.backProjection]).toEqual([hasStamps, fastest]);
      // By a clock that is known to 100 ms, the time of more than 400 is off by less than a quarter.
      for (const kernel of ['texture', 'tile', 'plain'] as const) {
        const ratio = times[kernel] / costs[kernel];
        expect(ratio).toBeGreaterThan(hasStamps ? 0.999 : 0.5);
        expect(ratio).toBeLessThan(hasStamps ? 1.001 : 1.25);
      }
    }
  });

  test('kernels that such a clock cannot tell apart: an exact one', async () => {
    const { gpu } = await operatorsOf({ texture: 1e-4, tile: 1e-4, plain: 1e-4 }, false);
    await measureBackProjection(gpu);
    expect(gpu.backProjection).not.toBe('texture');
  });
});
