import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PacedSteps } from '../../src/operators/gpu/paced-steps.ts';

const WORK = 1000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A device that makes so many updates a millisecond, in a time of its own. */
function pacedOf(updatesPerMs: number, isTiming = false) {
  let asked = 0;
  const device = {
    isTiming,
    sendOff: vi.fn(),
    finished: vi.fn(async () => {
      vi.advanceTimersByTime(asked / updatesPerMs);
      asked = 0;
      return performance.now();
    }),
  };
  const pace = new PacedSteps(WORK, device);
  const run = async (steps: readonly number[], all = Number.POSITIVE_INFINITY, control = {}) => {
    const step = pace.stepsOf(all, control);
    for (const updates of steps) {
      asked += updates;
      await step(updates);
    }
  };
  return { pace, device, run };
}

test('the device is waited for after every two steps, however the sums are cut, and not at the end', async () => {
  const { device, run } = pacedOf(10);
  await run([WORK, WORK, WORK]);
  expect(device.finished).toHaveBeenCalledTimes(1);
  // What the sum before left in the queue counts.
  await run([WORK / 2, WORK / 2]);
  expect(device.finished).toHaveBeenCalledTimes(2);
  await run([8 * WORK, 8 * WORK, WORK], 17 * WORK);
  expect(device.finished).toHaveBeenCalledTimes(3);
});

test.each([
  // Ten milliseconds of what it has been seen to make, no less than a step and no more than sixteen.
  [300, 3 * WORK],
  [1, WORK],
  [1e6, 16 * WORK],
])('a device of %i updates a millisecond is asked for %i at a time where that is all the same', async (speed, most) => {
  const { pace, run } = pacedOf(speed);
  expect(pace.longStep).toBe(WORK);
  vi.advanceTimersByTime(500);
  await run([WORK, WORK]);
  expect(pace.longStep / most).toBeCloseTo(1, 5);
  // Longer steps are waited for two by two as well.
  await run([most, most]);
  expect(pace.longStep / most).toBeCloseTo(1, 5);
});

test('work that is gathered to be timed is sent off, not waited for, and nothing is learned from it', async () => {
  const { pace, device, run } = pacedOf(300, true);
  await run([WORK, WORK]);
  expect([device.sendOff.mock.calls.length, device.finished.mock.calls.length, pace.longStep]).toEqual([1, 0, WORK]);
});

test('every step tells how far it is, and ends what was given up', async () => {
  const { run } = pacedOf(10);
  const told: number[] = [];
  const abort = new AbortController();
  const onProgress = (done: number) => {
    told.push(done);
    if (done > 0.4) abort.abort(new Error('enough'));
  };
  await expect(run([WORK, WORK, WORK, WORK], 4 * WORK, { onProgress, signal: abort.signal })).rejects.toThrow('enough');
  expect(told).toEqual([0.25, 0.5]);
});
