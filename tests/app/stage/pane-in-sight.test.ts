import { expect, test } from 'vitest';
import { mostInSight } from '../../../src/app/stage/pane-in-sight.ts';

/** Three panes of 331 pixels, one below the other, the first at `top`. */
const panesFrom = (top: number) => [0, 1, 2].map((i) => ({ top: top + 331 * i, bottom: top + 331 * (i + 1) }));

test('the pane that one looks at is the one of which most is in sight', () => {
  // A phone, 844 pixels high: below the header, and scrolled by half a pane, by one and a half, to the end.
  expect(mostInSight(panesFrom(135), 844)).toBe(0);
  expect(mostInSight(panesFrom(-200), 844)).toBe(1);
  expect(mostInSight(panesFrom(-500), 844)).toBe(2);
  // Half of the second and all of the third, on a low screen.
  expect(mostInSight(panesFrom(-500), 400)).toBe(2);
});

test('of panes that are all in sight, or all out of it, it is the first', () => {
  expect(mostInSight(panesFrom(0), 2000)).toBe(0);
  expect(mostInSight(panesFrom(0.3), 2000)).toBe(0);
  expect(mostInSight(panesFrom(-2000), 844)).toBe(0);
  expect(mostInSight([], 844)).toBe(-1);
});
