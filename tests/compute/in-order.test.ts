import { expect, test } from 'vitest';
import { InOrder } from '../../src/compute/cpu/in-order.ts';
import { inSlices } from '../../src/compute/cpu/in-slices.ts';

test('values are taken up in the order of their numbers, one after the other', async () => {
  const taken: string[] = [];
  const inOrder = new InOrder<number>(1, async (value) => {
    taken.push(`begin ${value}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
    taken.push(`end ${value}`);
  });
  let hasRoom = false;
  void inOrder.room(2).then(() => {
    hasRoom = true;
  });
  inOrder.put(1, 1);
  await inOrder.taken();
  expect([taken, hasRoom]).toEqual([[], false]);
  inOrder.put(0, 0);
  await inOrder.taken();
  expect(taken).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1']);
  expect(hasRoom).toBe(true);
});

test('a large array is worked off in slices, between which events have their turn', async () => {
  const seen: [number, number][] = [];
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  await inSlices(3_000_000, (from, to) => {
    seen.push([from, to]);
    const end = performance.now() + 5;
    while (performance.now() < end);
  });
  clearInterval(timer);
  expect(seen[0]![0]).toBe(0);
  expect(seen.at(-1)![1]).toBe(3_000_000);
  for (const [i, [from]] of seen.entries()) if (i > 0) expect(from).toBe(seen[i - 1]![1]);
  expect(turns).toBeGreaterThan(0);
});
