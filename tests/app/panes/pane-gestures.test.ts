import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gestureOf, pinchOf, zoomOfDrag, zoomOfWheel } from '../../../src/app/panes/pane-gestures.ts';

const mouse = (button: number, keys: { shiftKey?: boolean; ctrlKey?: boolean } = {}) =>
  gestureOf({ button, shiftKey: false, ctrlKey: false, pointerType: 'mouse', ...keys });

describe('gestures', () => {
  it('follow the habits of radiology viewers', () => {
    expect(mouse(0)).toBe('left');
    expect(mouse(1)).toBe('pan');
    expect(mouse(2)).toBe('zoom');
    expect(mouse(0, { shiftKey: true })).toBe('pan');
    expect(mouse(0, { ctrlKey: true })).toBe('zoom');
    expect(mouse(4)).toBeNull();
    expect(gestureOf({ button: 0, shiftKey: false, ctrlKey: false, pointerType: 'touch' })).toBe('left');
  });

  it('leave Shift to a tool that uses it, and Control and the other buttons to nobody', () => {
    const held = { button: 0, shiftKey: true, ctrlKey: false, pointerType: 'mouse' };
    expect(gestureOf(held, true)).toBe('left');
    expect(gestureOf({ ...held, ctrlKey: true, shiftKey: false }, true)).toBe('zoom');
    expect(gestureOf({ ...held, button: 1 }, true)).toBe('pan');
  });

  it('zoom up to enlarge, by drag and by wheel, and undo themselves', () => {
    expect(zoomOfDrag(-10)).toBeGreaterThan(1);
    expect(zoomOfWheel(-100, 0, false)).toBeGreaterThan(1);
    expect(zoomOfWheel(3, 1, false)).toBeLessThan(1);
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.constantFrom(0, 1, 2), fc.boolean(), (delta, mode, ctrl) => {
        expect(zoomOfWheel(delta, mode, ctrl) * zoomOfWheel(-delta, mode, ctrl)).toBeCloseTo(1, 12);
        expect(zoomOfWheel(delta, mode, ctrl)).toBeGreaterThan(0.5);
        expect(zoomOfDrag(delta / 1000) * zoomOfDrag(-delta / 1000)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('measure a pinch by distance and middle', () => {
    const pinch = pinchOf(
      [
        { x: 0, y: 0 },
        { x: 10, y: 0 },
      ],
      [
        { x: 0, y: 10 },
        { x: 20, y: 10 },
      ],
    );
    expect(pinch).toEqual({ factor: 2, from: { x: 5, y: 0 }, to: { x: 10, y: 10 } });
    // Two fingers on one spot do not divide by zero.
    const spot = { x: 3, y: 3 };
    expect(pinchOf([spot, spot], [spot, spot]).factor).toBe(1);
  });
});
