// How large the type in a pane is, and how wide the lines over its picture.

import { expect, test } from 'vitest';
import { lineScale, paneFontSizePixels } from '../../../src/app/panes/layout-parts.ts';

test('type grows with the pane', () => {
  // A small pane; a quarter of the stage at 1366 × 768 and at 1920 × 1080; the whole of it there.
  const sizes = [
    [200, 150],
    [423, 318],
    [700, 480],
    [1400, 980],
  ];
  expect(sizes.map(([width, height]) => paneFontSizePixels(width!, height!))).toEqual([11, 12, 15, 22]);
});

test('where all type is larger, that in panes is too', () => {
  // At 3840 × 2160: in a dialog, in a quarter of the stage, in the whole of it.
  expect(paneFontSizePixels(420, 400, 1.75)).toBe(19);
  expect(paneFontSizePixels(1465, 963, 1.75)).toBe(24);
  expect(paneFontSizePixels(2930, 1980, 1.75)).toBe(28);
  // Whoever has set the browser's type to four times the usual size.
  expect(paneFontSizePixels(300, 200, 4)).toBe(44);
});

test('lines are as wide as ever in panes of a laptop, and wider where type is', () => {
  expect([11, 16, 24].map(lineScale)).toEqual([1, 1, 1.5]);
});
