import { expect, test } from 'vitest';
import { scrollBefore } from '../../../../src/app/workplaces/learn/reader/reading-on.ts';

const panel = (scrollTop: number) => ({ scrollTop, clientHeight: 600, scrollHeight: 1300 });

test('a step is read to its end before another one is shown', () => {
  expect(scrollBefore(1, panel(0))).toBe(450);
  expect(scrollBefore(1, panel(450))).toBe(250);
  expect(scrollBefore(1, panel(700))).toBeNull();
});

test('and back to its beginning before the one before', () => {
  expect(scrollBefore(-1, panel(700))).toBe(-450);
  expect(scrollBefore(-1, panel(100))).toBe(-100);
  expect(scrollBefore(-1, panel(0))).toBeNull();
});

test('parts of a pixel are nothing to read', () => {
  expect(scrollBefore(1, panel(699.4))).toBeNull();
  expect(scrollBefore(-1, panel(0.6))).toBeNull();
  expect(scrollBefore(1, { scrollTop: 0, clientHeight: 600, scrollHeight: 600 })).toBeNull();
});
