import { expect, test } from 'vitest';
import { NewestWish } from '../../../src/app/runs/newest-wish.ts';

test('a wish is abandoned by the next one, and by nothing else', () => {
  const wishes = new NewestWish();
  const first = wishes.begin();
  expect(first.aborted).toBe(false);
  const second = wishes.begin();
  expect([first.aborted, second.aborted]).toEqual([true, false]);
  wishes.abandon();
  expect(second.aborted).toBe(true);
  expect(wishes.begin().aborted).toBe(false);
});
