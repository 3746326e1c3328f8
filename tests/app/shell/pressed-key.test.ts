import { describe, expect, test } from 'vitest';
import { pressedKey } from '../../../src/app/shell/pressed-key.ts';

describe('the key that is meant', () => {
  test.each([
    // Layout, key and code as browsers report them (UI Events KeyboardEvent code values).
    ['US', '2', 'Digit2', '2'],
    ['US with Shift', '@', 'Digit2', '2'],
    ['French', 'é', 'Digit2', '2'],
    ['French with Shift', '2', 'Digit2', '2'],
    ['French', '-', 'Digit6', '6'],
    ['French', 'ç', 'Digit9', '9'],
    ['Czech', 'ě', 'Digit2', '2'],
    ['Czech, a dead key', 'Dead', 'Digit3', '3'],
    ['numeric pad', '5', 'Numpad5', '5'],
    ['numeric pad without NumLock', 'ArrowLeft', 'Numpad4', 'ArrowLeft'],
    ['US', 'a', 'KeyA', 'a'],
    ['US with CapsLock', 'F', 'KeyF', 'f'],
    ['French', 'a', 'KeyQ', 'a'],
    ['German', 'z', 'KeyY', 'z'],
    ['Russian', 'ш', 'KeyI', 'i'],
    ['Greek', 'Φ', 'KeyF', 'f'],
    ['Hebrew', 'כ', 'KeyF', 'f'],
    ['French', '?', 'KeyM', '?'],
    ['Russian with Shift', '?', 'Digit7', '?'],
    ['Arabic', '؟', 'Slash', '?'],
    ['any', ' ', 'Space', ' '],
    ['any', 'Escape', 'Escape', 'Escape'],
  ])('%s: %s on %s', (_layout, key, code, meant) => {
    expect(pressedKey({ key, code })).toBe(meant);
  });
});
