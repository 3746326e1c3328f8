import { expect, test } from 'vitest';
import { ShortKeys } from '../../src/pipeline/short-keys.ts';

const nothingInUse = () => false;

test('the same text has the same key, and another text another one', () => {
  const keys = new ShortKeys(nothingInUse);
  const first = keys.of('scan{"views":3}[]');
  expect(keys.of('scan{"views":4}[]')).not.toBe(first);
  expect(keys.of('scan{"views":3}[]')).toBe(first);
});

test('of many texts the oldest are forgotten, and no key is ever given to another text', () => {
  const keys = new ShortKeys(nothingInUse, 10);
  const given = new Set<string>();
  for (let i = 0; i < 10; i++) given.add(keys.of(`text ${i}`));
  const last = keys.of('text 9');
  given.add(keys.of('text 10'));
  expect(keys.of('text 9')).toBe(last);
  // The first five had to go, and are not known by what they were known by.
  for (let i = 0; i < 5; i++) given.add(keys.of(`text ${i}`));
  expect(given.size).toBe(16);
});

test('the text of a result that is in use is not forgotten', () => {
  const inUse = new Set<string>();
  const keys = new ShortKeys((key) => inUse.has(key), 4);
  const first = keys.of('first');
  inUse.add(first);
  for (let i = 0; i < 100; i++) keys.of(`text ${i}`);
  expect(keys.of('first')).toBe(first);
});
