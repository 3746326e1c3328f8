import { describe, expect, test } from 'vitest';
import type { EditedShape, Point } from '../../../src/app/editor/edited-shape.ts';
import type { Handle } from '../../../src/app/editor/handles.ts';
import {
  beginDrag,
  cornerMovedToStep,
  draggedShape,
  handSteps,
  movedToStep,
} from '../../../src/app/editor/shape-drag.ts';
import type { ToolPoint } from '../../../src/app/panes/pane-tool.ts';

/** As the Shepp–Logan head has it: in units of 128 mm, at 44.288 mm. */
const UNIT_MM = 128;
const INSERT = {
  type: 'ellipse',
  x: 0.346,
  y: -0.1,
  semiAxisX: 0.11,
  semiAxisY: 0.31,
  angleDeg: -18,
  value: 0.1,
} as const;
/** Of a whole slice in a pane of 273 pixels. */
const PIXEL_MM = 0.94;
const STEPS = handSteps(PIXEL_MM / UNIT_MM, UNIT_MM);

const inMm = (length: number) => Number((length * UNIT_MM).toFixed(6));

function dragged(shape: EditedShape, handle: Handle, wayMm: Point, held: Partial<ToolPoint> = {}) {
  const drag = beginDrag({ x: 0, y: 0 }, shape, handle);
  const keys = { touch: false, shiftKey: false, altKey: false, ...held } as ToolPoint;
  return draggedShape(drag, { x: wayMm.x / UNIT_MM, y: wayMm.y / UNIT_MM }, keys, STEPS) as EditedShape & {
    x: number;
    y: number;
    semiAxisX: number;
    angleDeg: number;
  };
}

const move: Handle = { kind: 'move', at: { x: 0, y: 0 } };

describe('a hand on the phantom', () => {
  test('snaps to round millimetres, however odd the numbers were', () => {
    const { x, y } = dragged(INSERT, move, { x: 7.3, y: -3.1 });
    expect([inMm(x), inMm(y)]).toEqual([52, -16]);
    // Where it does not go, the number stays what it was.
    expect(dragged(INSERT, move, { x: 7.3, y: 0.3 }).y).toBe(INSERT.y);
    expect(dragged(INSERT, move, { x: 0, y: 0 })).toEqual(INSERT);
  });

  test('is free with Alt, as fine as a pixel', () => {
    const { x } = dragged(INSERT, move, { x: 7.3, y: 0 }, { altKey: true });
    expect(Math.abs(inMm(x) - 51.588)).toBeLessThan(PIXEL_MM / 2);
    expect(inMm(x) % 1).not.toBe(0);
  });

  test('snaps finer the nearer one looks', () => {
    expect([2.5, 0.94, 0.4, 0.12].map((pixelMm) => inMm(handSteps(pixelMm / UNIT_MM, UNIT_MM).snap))).toEqual([
      2, 1, 0.5, 0.1,
    ]);
  });

  test('gives sides and turns round numbers too', () => {
    const side = dragged(INSERT, { kind: 'resize', alongX: 1, alongY: 0, at: { x: 0, y: 0 } } as Handle, {
      x: 9.7,
      y: -3,
    });
    expect(inMm(side.semiAxisX) % 1).toBe(0);
    const round = { ...INSERT, x: 0, y: 0 } as EditedShape;
    const drag = beginDrag({ x: 1, y: 0 }, round, { kind: 'rotate', at: { x: 1, y: 0 } } as Handle);
    const now = { x: Math.cos(0.2001), y: Math.sin(0.2001) };
    const turn = (held: Partial<ToolPoint>) =>
      draggedShape(drag, now, { shiftKey: false, altKey: false, ...held } as ToolPoint, STEPS);
    // −18° and 11.465°.
    expect(turn({})).toMatchObject({ angleDeg: -7 });
    expect(turn({ altKey: true })).toMatchObject({ angleDeg: -6.5 });
    expect(turn({ shiftKey: true })).toMatchObject({ angleDeg: 0 });
  });

  test('takes keys in steps, and corners to them', () => {
    const step = STEPS.snap;
    const { x } = movedToStep(INSERT, { x: step, y: 0 }, step) as { x: number } & EditedShape;
    expect(inMm(x)).toBe(45);
    const triangle = {
      type: 'polygon',
      points: [
        [0.003, 0],
        [0.5, 0],
        [0, 0.5],
      ],
      value: 1,
    } as unknown as EditedShape;
    if (triangle.type !== 'polygon') throw new Error('a polygon');
    const [corner, ...others] = cornerMovedToStep(triangle, 0, { x: 3 * step, y: 0 }, step).points;
    expect(corner!.map(inMm)).toEqual([3, 0]);
    expect(others).toEqual(triangle.points.slice(1));
  });
});
