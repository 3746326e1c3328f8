import { describe, expect, test } from 'vitest';
import { HANDLE_HALF_PIXELS } from '../../../src/app/editor/paint-shapes.ts';
import { namePlace, withinFrame } from '../../../src/app/marks/paint-marks.ts';
import { SEEN_SLICE } from './seen.ts';

const toCanvas = ({ x, y }: { readonly x: number; readonly y: number }) => ({ x: 200 + 2 * x, y: 200 - 2 * y });
const look = { seen: SEEN_SLICE, scale: 1.5, toCanvas };

test('a name stands at the uppermost right end of its mark', () => {
  const line = { kind: 'ruler', from: { x: -10, y: 0 }, to: { x: 20, y: 5 } } as const;
  expect(namePlace(line, false, look)).toEqual({ x: 240, y: 190 });
});

test('the name of a chosen mark stands beside the handle there, that of a pin too', () => {
  const pin = { kind: 'pin', at: { x: 5, y: 10 } } as const;
  const { x, y } = namePlace(pin, true, look);
  // The text begins to the right of this place, and stands on it.
  expect(x).toBeGreaterThan(210 + 1.5 * HANDLE_HALF_PIXELS);
  expect(y).toBeLessThan(180 - 1.5 * HANDLE_HALF_PIXELS);
});

describe('a name stands within the picture', () => {
  const frame = { left: 50, top: 20, width: 400, height: 300 };
  const [width, font] = [30, 10];

  test('and where it has room it stands where it would', () =>
    expect(withinFrame({ x: 200, y: 100 }, width, font, frame)).toEqual({ x: 200, y: 100 }));

  test('at the top, below its edge', () => {
    const { x, y } = withinFrame({ x: 200, y: 20 }, width, font, frame);
    expect(x).toBe(200);
    // Letters are as high as the type is large.
    expect(y - font).toBeGreaterThanOrEqual(frame.top);
  });

  test('at the right, left of its edge', () => {
    const { x } = withinFrame({ x: 449, y: 100 }, width, font, frame);
    expect(x + 0.35 * font + width).toBeLessThanOrEqual(frame.left + frame.width);
  });
});
