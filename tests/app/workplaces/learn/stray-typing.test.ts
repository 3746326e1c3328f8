import { expect, test } from 'vitest';
import { isLetterTyped } from '../../../../src/app/workplaces/learn/reader/stray-typing.ts';

const pressed = (key: string, also: Readonly<Record<string, boolean>> = {}) =>
  isLetterTyped({ key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, ...also });

test.each(['b', 'W', 'é', 'ж', '口'])('%s is a letter', (key) => expect(pressed(key)).toBe(true));
test.each(['1', '?', ' ', 'Enter', 'PageDown', 'Dead', '', 'F5'])('%s is none', (key) =>
  expect(pressed(key)).toBe(false),
);
test('a letter with Ctrl, ⌘ or Alt, or on its way into another one, is not typed', () => {
  for (const held of ['ctrlKey', 'metaKey', 'altKey', 'isComposing'])
    expect(pressed('b', { [held]: true })).toBe(false);
});
