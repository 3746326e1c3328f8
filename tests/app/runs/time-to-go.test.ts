import { expect, test } from 'vitest';
import { TimeToGo } from '../../../src/app/runs/time-to-go.ts';

test('the time to go follows from what has been done since it was first told', () => {
  let now = 0;
  const toGo = new TimeToGo(() => now);
  const run = {};
  // Half of it was there before.
  expect(toGo.text(run, 0.5)).toBeNull();
  now = 900;
  expect(toGo.text(run, 0.51)).toBeNull();
  now = 2000;
  expect(toGo.text(run, 0.6)).toBe('about 8 s to go');
  now = 4000;
  expect(toGo.text(run, 0.502)).toBe('about 17 min to go');
  // Of another run nothing is known.
  expect(toGo.text({}, 0.9)).toBeNull();
});
