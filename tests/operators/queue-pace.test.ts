import { expect, test } from 'vitest';
import { QueuePace } from '../../src/operators/gpu/queue-pace.ts';

test('the device is waited for where what it has been asked for takes it some forty milliseconds, as fast as it was seen', async () => {
  let nowMs = 0;
  let waits = 0;
  /** What it has been asked for and not waited for. */
  let queued = 0;
  let perMs = 10;
  const longest: number[] = [];
  const pace = new QueuePace(
    10,
    async () => {
      waits++;
      longest.push(queued / perMs);
      nowMs += queued / perMs;
      queued = 0;
      return nowMs;
    },
    () => nowMs,
  );
  const ask = async (times: number) => {
    for (let i = 0; i < times; i++) {
      queued += 100;
      await pace.asked(100);
    }
  };
  await ask(12);
  expect([waits, longest]).toEqual([3, [40, 40, 40]]);
  // Another program has come: the queue is long once, and then no longer.
  perMs = 1;
  await ask(8);
  expect(longest.slice(3)).toEqual([400, 100, 100, 100, 100]);
  perMs = 100;
  await ask(41);
  expect(longest.at(-1)).toBe(40);
});
