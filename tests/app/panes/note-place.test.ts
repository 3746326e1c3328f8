import { expect, test } from 'vitest';
import { isFlat, notePlace } from '../../../src/app/panes/note-place.ts';

const frame = (top: number, height: number) => ({ left: 50, top, width: 200, height });

test('a note stands in the picture’s corner, and above a flat picture where there is room', () => {
  expect(notePlace(frame(10, 200), 16)).toEqual({ left: 56, y: 16, isAbove: false });
  expect(notePlace(frame(100, 50), 16)).toEqual({ left: 56, y: 94, isAbove: true });
  // No room above.
  expect(notePlace(frame(30, 50), 16)).toEqual({ left: 56, y: 36, isAbove: false });
});

test('what is flat goes by the size of the type, which grows with the screen', () => {
  expect(isFlat(frame(0, 100), 16)).toBe(false);
  expect(isFlat(frame(0, 100), 28)).toBe(true);
});
