import { expect, test } from 'vitest';
import { AS_AT_FIRST, TURNED_KINDS, type TurnedState } from '../../../src/app/views/turned-windows.ts';
import { windowsFromLink } from '../../../src/app/views/windows-from-link.ts';
import { windowsToLink } from '../../../src/app/views/windows-in-link.ts';
import { sentenceOf } from '../../support/sentences.ts';

test('every window that a hand has turned comes back with a link, and nothing where none was', () => {
  expect(windowsToLink(AS_AT_FIRST)).toBeNull();
  const turned: TurnedState = {
    ...AS_AT_FIRST,
    ...Object.fromEntries(TURNED_KINDS.map((kind, i) => [kind, { width: 2 + i, level: 5 - i }])),
    inverted: true,
  };
  expect(windowsFromLink(JSON.parse(JSON.stringify(windowsToLink(turned))), 'a')).toEqual(turned);
  const one = { ...AS_AT_FIRST, sinogram: { width: 3, level: 1 } };
  expect(windowsToLink(one)).toEqual({ sinogram: { width: 3, level: 1 } });
  expect(windowsFromLink(windowsToLink(one), 'a')).toEqual(one);
});

test.each([
  [{ sinogram: { width: 0, level: 1 } }, /^a: sinogram\.width: must be between/],
  [{ sinogram: { width: 2 } }, /^a: sinogram\.level: is missing$/],
  [{ slice: { width: 2, level: 1 } }, /^a: slice: unknown key; the known keys here are unfiltered, sinogram/],
  [{ inverted: 1 }, /^a: inverted: must be true or false/],
])('%j is refused in a sentence', async (json, sentence) => {
  expect(await sentenceOf(() => windowsFromLink(json, 'a'))).toMatch(sentence);
});
