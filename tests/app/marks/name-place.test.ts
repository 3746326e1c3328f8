import { expect, test } from 'vitest';
import { HANDLE_HALF_PIXELS } from '../../../src/app/editor/paint-shapes.ts';
import { namePlace } from '../../../src/app/marks/paint-marks.ts';
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
