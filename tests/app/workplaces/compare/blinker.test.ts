// Blinking changes at its rate, pauses for a hand, and does nothing by itself where motion is unwelcome.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Blinker } from '../../../../src/app/workplaces/compare/blinker.ts';

let isStill: boolean;
let changes: number;
let blinker: Blinker;
beforeEach(() => {
  vi.useFakeTimers();
  isStill = false;
  changes = 0;
  blinker = new Blinker(
    () => isStill,
    () => changes++,
  );
});
afterEach(() => {
  blinker.rest();
  vi.useRealTimers();
});

test('so many changes in a second, at another rate as many as that says', () => {
  blinker.set(true, 2);
  vi.advanceTimersByTime(3000);
  expect([changes, blinker.isFlipped, blinker.isBlinking]).toEqual([6, false, true]);
  blinker.set(true, 0.5);
  vi.advanceTimersByTime(2000);
  expect([changes, blinker.isFlipped]).toEqual([7, true]);
  // The same again is no new beginning.
  vi.advanceTimersByTime(1000);
  blinker.set(true, 0.5);
  vi.advanceTimersByTime(1000);
  expect(changes).toBe(8);
});

test('a hand flips, and it stands still until it is started again', () => {
  blinker.set(true, 1);
  blinker.flip();
  blinker.set(true, 1);
  expect([blinker.isFlipped, blinker.isBlinking]).toEqual([true, false]);
  vi.advanceTimersByTime(5000);
  expect(changes).toBe(1);
  blinker.toggle();
  blinker.set(true, 1);
  vi.advanceTimersByTime(1000);
  expect([changes, blinker.isFlipped]).toEqual([2, false]);
});

test('where motion is unwelcome it changes by hand alone, from the moment the system says so', () => {
  blinker.set(true, 1);
  isStill = true;
  vi.advanceTimersByTime(5000);
  expect([blinker.isFlipped, blinker.isBlinking]).toEqual([false, false]);
  blinker.set(true, 1);
  expect(blinker.isBlinking).toBe(false);
  blinker.flip();
  expect(blinker.isFlipped).toBe(true);
});

test('nothing goes on where nobody looks, and it begins with the first', () => {
  blinker.set(true, 1);
  vi.advanceTimersByTime(1000);
  blinker.rest();
  vi.advanceTimersByTime(5000);
  expect([changes, blinker.isFlipped, vi.getTimerCount()]).toEqual([1, false, 0]);
});
