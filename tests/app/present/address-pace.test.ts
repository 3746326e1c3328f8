import { expect, test } from 'vitest';
import { AddressPace } from '../../../src/app/present/address-pace.ts';

/** A clock that is moved by hand. */
function paced() {
  let now = 0;
  let planned: { readonly at: number; readonly act: () => void }[] = [];
  const written: { readonly at: number; readonly value: number }[] = [];
  let value = 0;
  const pace = new AddressPace(() => written.push({ at: now, value }), {
    now: () => now,
    after: (delayMs, act) => planned.push({ at: now + delayMs, act }),
  });
  const wait = (ms: number) => {
    now += ms;
    const due = planned.filter(({ at }) => at <= now);
    planned = planned.filter(({ at }) => at > now);
    for (const { act } of due) act();
  };
  const change = (to: number) => {
    value = to;
    pace.changed();
  };
  const move = (to: number) => {
    value = to;
    pace.moving();
  };
  return { change, move, wait, written };
}

test('a change is written at once', () => {
  const { change, written } = paced();
  change(1);
  change(2);
  expect(written).toEqual([
    { at: 0, value: 1 },
    { at: 0, value: 2 },
  ]);
});

test('never more than a hundred times in half a minute, and the last change always', () => {
  const { change, wait, written } = paced();
  for (let i = 1; i <= 3000; i++) {
    change(i);
    wait(20);
  }
  for (const { at } of written) {
    expect(written.filter((other) => other.at >= at && other.at < at + 30_000).length).toBeLessThanOrEqual(100);
  }
  wait(1000);
  expect(written.at(-1)!.value).toBe(3000);
});

test('while a hand moves, now and then', () => {
  const { move, wait, written } = paced();
  for (let i = 1; i <= 60; i++) {
    move(i);
    wait(16);
  }
  wait(300);
  expect(written.length).toBeLessThan(5);
  expect(written.at(-1)!.value).toBe(60);
});
