// A hand on the line between two pictures: near it, it moves the line; elsewhere the left button stays with the window.

import { beforeEach, expect, test } from 'vitest';
import type { MarksTool } from '../../../../src/app/marks/marks-tool.ts';
import type { OverlayProjection } from '../../../../src/app/panes/pane-content.ts';
import type { ToolPoint } from '../../../../src/app/panes/pane-tool.ts';
import type { ToolLook } from '../../../../src/app/panes/tool-look.ts';
import { CompareTool, type Overlaid } from '../../../../src/app/workplaces/compare/compare-tool.ts';

let overlaid: Overlaid | null;
let moves: (readonly [divider: number, moving: boolean])[];
let tool: CompareTool;
/** What the marks were asked for. */
let marks: string[];

const at = (x: number, touch = false) => ({ onBody: { x, y: 50 }, touch }) as unknown as ToolPoint;

beforeEach(() => {
  overlaid = { way: 'swipe', labels: ['Current', 'A'], divider: 0.5 };
  moves = [];
  const host = {
    pointed: null,
    get overlaid() {
      return overlaid;
    },
    divide: (divider: number, moving: boolean) => {
      moves.push([divider, moving]);
      overlaid = { ...overlaid!, divider };
    },
  };
  marks = [];
  const tell =
    (name: string, answer?: unknown) =>
    (...given: unknown[]) => {
      marks.push(name);
      return answer ?? given;
    };
  tool = new CompareTool('slice', host, {
    ...{ takes: ({ onBody }: ToolPoint) => onBody.x === 120, press: tell('press'), drag: tell('drag') },
    ...{ release: tell('release'), hover: tell('hover', 'move'), paint: tell('paint'), leavesScrolling: true },
  } as unknown as MarksTool);
  // The picture is 400 pixels wide, 100 from the left.
  const context = new Proxy({}, { get: () => () => ({ width: 10 }), set: () => true });
  const frame = { left: 100, top: 0, width: 400, height: 300 };
  tool.paint(context as CanvasRenderingContext2D, { frame } as OverlayProjection, { style: {} } as ToolLook);
});

test('the line is taken hold of near it, from farther away by a finger', () => {
  expect([289, 290, 300, 310, 311].map((x) => tool.takes(at(x)))).toEqual([false, true, true, true, false]);
  expect([275, 324].map((x) => tool.takes(at(x, true)))).toEqual([false, true]);
});

test('it follows the hand, and is let go of where the hand does', () => {
  tool.press(at(305));
  expect(tool.dragCursor).toBe('col-resize');
  tool.drag(at(200));
  tool.drag(at(400));
  tool.release(false);
  expect(moves).toEqual([
    [0.25, true],
    [0.75, true],
    [0.75, false],
  ]);
  expect([tool.dividerPart, tool.takes(at(400))]).toEqual([0.75, true]);
});

test('a mark is taken hold of where there is no line', () => {
  expect([tool.takes(at(120)), tool.takes(at(160)), tool.hover(at(120)), tool.hover(at(300))]).toEqual([
    true,
    false,
    'move',
    'col-resize',
  ]);
  tool.press(at(120));
  tool.drag(at(130));
  tool.release(false);
  expect([marks, moves]).toEqual([['paint', 'hover', 'press', 'drag', 'release'], []]);
});

test('blinking and single pictures have no line', () => {
  overlaid = { ...overlaid!, way: 'blink', divider: 0 };
  expect([tool.takes(at(100)), tool.dividerPart]).toEqual([false, 0]);
  overlaid = null;
  expect([tool.takes(at(300)), tool.dividerPart]).toEqual([false, 0]);
});
