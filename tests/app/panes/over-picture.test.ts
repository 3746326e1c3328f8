// Two pictures in one place: what of the second lies where the first is seen, and where it begins.

import { expect, test } from 'vitest';
import { axisThroughCentres } from '../../../src/app/panes/axis-description.ts';
import { alikePixels, dividerAt } from '../../../src/app/panes/over-picture.ts';

/** A slice of so many square pixels, y upwards. */
function sliceOf(pixels: number, pixelSizeMm: number) {
  const first = (-(pixels - 1) / 2) * pixelSizeMm;
  return {
    grid: { rows: pixels, columns: pixels, pixelSizeMm },
    meaning: {
      horizontal: axisThroughCentres('x', 'mm', { first, step: pixelSizeMm, count: pixels }),
      vertical: axisThroughCentres('y', 'mm', { first: -first, step: -pixelSizeMm, count: pixels }),
    },
  };
}
const seenOf = (of: ReturnType<typeof sliceOf>, left: number, top: number, width: number, height: number) => ({
  ...of,
  layout: { framePixels: { left, top, width, height } },
});

/** Left, top, width and height; a zero has no sign. */
function partOf(...of: Parameters<typeof alikePixels>): number[] {
  const { left, top, width, height } = alikePixels(...of);
  return [left, top, width, height].map((value) => value + 0);
}

test('of the same field with half as many pixels each, half as many are seen, in the same millimetres', () => {
  const [fine, coarse] = [sliceOf(256, 1), sliceOf(128, 2)];
  expect(partOf(seenOf(fine, 0, 0, 256, 256), coarse)).toEqual([0, 0, 128, 128]);
  expect(partOf(seenOf(fine, 64, 32, 100, 50), coarse)).toEqual([32, 16, 50, 25]);
  expect(partOf(seenOf(coarse, 32, 16, 50, 25), fine)).toEqual([64, 32, 100, 50]);
});

test('a smaller field lies in the middle, and what is seen reaches beyond it', () => {
  const [wide, narrow] = [sliceOf(200, 1), sliceOf(100, 1)];
  expect(partOf(seenOf(wide, 0, 0, 200, 200), narrow)).toEqual([-50, -50, 200, 200]);
});

test('a divider stands at its part of the frame, and never beyond it', () => {
  const frame = { left: 40, width: 300 };
  expect([0, 0.25, 1, -1, 2].map((part) => dividerAt(frame, part))).toEqual([40, 115, 340, 40, 340]);
});
