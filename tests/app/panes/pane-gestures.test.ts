import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gestureOf, pinchOf, WheelSteps, zoomOfDrag, zoomOfWheel } from '../../../src/app/panes/pane-gestures.ts';

const turned = (deltaY: number, deltaMode = 0, ctrlKey = false) => ({ deltaY, deltaMode, ctrlKey });
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
    expect(zoomOfWheel(turned(-100))).toBeGreaterThan(1);
    expect(zoomOfWheel(turned(3, 1))).toBeLessThan(1);
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.constantFrom(0, 1, 2), fc.boolean(), (delta, mode, ctrl) => {
        const zoom = zoomOfWheel(turned(delta, mode, ctrl));
        expect(zoom * zoomOfWheel(turned(-delta, mode, ctrl))).toBeCloseTo(1, 12);
        expect(zoom).toBeGreaterThan(0.5);
        expect(zoomOfDrag(delta / 1000) * zoomOfDrag(-delta / 1000)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('step by notches of a wheel, and by small turns that add up', () => {
    const stepsOf = (...turns: readonly [deltaY: number, deltaMode?: number][]) => {
      const steps = new WheelSteps();
      return turns.map(([deltaY, deltaMode]) => steps.of(turned(deltaY, deltaMode)));
    };
    // Chromium, Firefox (three lines), and two notches told of at once.
    expect(stepsOf([-100], [120], [3, 1], [-240])).toEqual([1, -1, -1, 2]);
    expect(stepsOf([-6], [-6], [-6], [-6], [-40])).toEqual([0, 0, 1, 0, 3]);
    // What was left over is not counted the other way round.
    expect(stepsOf([-15], [15], [1])).toEqual([0, 0, -1]);
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
