import { describe, expect, test } from 'vitest';
import { lectureWish } from '../../../src/app/lecture/lecture-keys.ts';

const NO_MODIFIERS = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
const press = (key: string, code = '', held: Partial<typeof NO_MODIFIERS> = {}) => ({
  key,
  code,
  ...NO_MODIFIERS,
  ...held,
});

describe('keys of a lecture', () => {
  test('those of a remote control mean the same whatever has the focus', () => {
    for (const focus of ['field', 'slider', 'button', 'elsewhere'] as const) {
      expect(lectureWish(press('PageDown'), focus)).toEqual({ kind: 'next' });
      expect(lectureWish(press('PageUp'), focus)).toEqual({ kind: 'back' });
      expect(lectureWish(press('Escape'), focus)).toEqual({ kind: 'end' });
      expect(lectureWish(press('b', 'KeyB'), focus)).toEqual({ kind: 'black' });
    }
  });

  test('a full stop is black, but in a number that is being typed', () => {
    expect(lectureWish(press('.'), 'elsewhere')).toEqual({ kind: 'black' });
    expect(lectureWish(press('.'), 'field')).toBe('kept');
    expect(lectureWish(press('3', 'Digit3'), 'field')).toBe('kept');
  });

  test('a slider keeps sideways arrows alone, and a button Space and Enter', () => {
    expect(lectureWish(press('ArrowRight'), 'elsewhere')).toEqual({ kind: 'next' });
    expect(lectureWish(press('ArrowRight'), 'slider')).toBe('kept');
    expect(lectureWish(press(' ', 'Space'), 'slider')).toEqual({ kind: 'next' });
    expect(lectureWish(press(' ', 'Space'), 'button')).toBe('kept');
  });

  test('up and down turn the knob from anywhere, with Shift by ten steps', () => {
    expect(lectureWish(press('ArrowUp'), 'elsewhere')).toEqual({ kind: 'turn', steps: 1 });
    expect(lectureWish(press('ArrowDown', '', { shiftKey: true }), 'slider')).toEqual({ kind: 'turn', steps: -10 });
    expect(lectureWish(press('+', '', { shiftKey: true }), 'elsewhere')).toEqual({ kind: 'turn', steps: 1 });
  });

  test('a digit is a window preset of the page, with Shift a view of the stage', () => {
    expect(lectureWish(press('2', 'Digit2'), 'elsewhere')).toBeNull();
    expect(lectureWish(press('"', 'Digit2', { shiftKey: true }), 'elsewhere')).toEqual({ kind: 'view', place: 1 });
  });

  test('chords and Tab stay with the browser and the page', () => {
    expect(lectureWish(press('z', 'KeyZ', { ctrlKey: true }), 'elsewhere')).toBe('kept');
    expect(lectureWish(press('Tab'), 'elsewhere')).toBe('kept');
  });
});
