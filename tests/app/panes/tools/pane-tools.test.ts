import { describe, expect, it } from 'vitest';
import { toScaleNavigation } from '../../../../src/app/panes/navigation.ts';
import type { PaneLayout } from '../../../../src/app/panes/pane-layout.ts';
import type { ToolPoint } from '../../../../src/app/panes/pane-tool.ts';
import { CrosshairTool } from '../../../../src/app/panes/tools/crosshair-tool.ts';
import { PanTool } from '../../../../src/app/panes/tools/pan-tool.ts';
import { WindowTool } from '../../../../src/app/panes/tools/window-tool.ts';
import { ZoomTool } from '../../../../src/app/panes/tools/zoom-tool.ts';
import { ViewMoves, type ViewMovesHost } from '../../../../src/app/panes/view-moves.ts';
import { type Viewport, visiblePixels } from '../../../../src/app/panes/viewport.ts';
import type { DisplayWindow } from '../../../../src/app/panes/window-level.ts';

const at = (x: number, y: number): ToolPoint => ({
  horizontal: Number.NaN,
  vertical: Number.NaN,
  onBody: { x, y },
  touch: false,
  shiftKey: false,
  altKey: false,
});

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  ({ key, code: '', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more }) as KeyboardEvent;

describe('the window tool', () => {
  const given = { width: 400, level: 40 };

  function tried() {
    const asked: [DisplayWindow, boolean][] = [];
    const tool = new WindowTool({ window: given, span: () => 2000, ask: (window, done) => asked.push([window, done]) });
    return { tool, asked };
  }

  it('asks for another window while the hand moves, and for the last one when it lets go', () => {
    const { tool, asked } = tried();
    tool.press(at(100, 100));
    tool.drag(at(140, 100));
    tool.drag(at(180, 130));
    tool.release(false);
    expect(asked.map(([, finished]) => finished)).toEqual([false, false, true]);
    expect(asked[2]![0]).toEqual(asked[1]![0]);
    expect(asked[2]![0].width).toBeGreaterThan(asked[0]![0].width);
    expect(asked[2]![0].level).toBeGreaterThan(40);
  });

  it('gives the first window back where the drag is taken away, and asks for nothing after a mere click', () => {
    const { tool, asked } = tried();
    tool.press(at(100, 100));
    tool.drag(at(300, 100));
    tool.release(true);
    expect(asked.at(-1)).toEqual([given, true]);
    tool.press(at(100, 100));
    tool.release(false);
    expect(asked).toHaveLength(2);
  });

  it('takes Shift and arrows alone', () => {
    const { tool, asked } = tried();
    expect(tool.key(press('ArrowRight'))).toBe(false);
    expect(tool.key(press('ArrowRight', { shiftKey: true }))).toBe(true);
    expect(asked[0]![0].width).toBeGreaterThan(400);
  });
});

/** A slice of 100 × 100 mm in an area of 400 × 400 pixels that begins at (50, 20). */
function seenSlice() {
  const grid = { rows: 200, columns: 200, pixelSizeMm: 0.5 };
  const area = { left: 50, top: 20, width: 400, height: 400 };
  const host: ViewMovesHost<Viewport> & { view: Viewport } = {
    view: toScaleNavigation.fitted,
    picture: () => {
      const areaPixels = visiblePixels(host.view, grid, area.width, area.height);
      return { grid, layout: { area, areaPixels, frame: area, framePixels: areaPixels } as PaneLayout };
    },
    ask: (view) => {
      host.view = view;
    },
  };
  const moves = new ViewMoves(toScaleNavigation, host);
  /** The pixel of the picture under a point of the body. */
  const under = (x: number, y: number) => {
    const { left, top, width, height } = host.picture()!.layout.areaPixels;
    return [left + ((x - area.left) / area.width) * width, top + ((y - area.top) / area.height) * height];
  };
  return { host, moves, under };
}

function expectSame(place: readonly number[], expected: readonly number[]) {
  expect(place[0]).toBeCloseTo(expected[0]!, 9);
  expect(place[1]).toBeCloseTo(expected[1]!, 9);
}

describe('tools that move the view', () => {
  it('keep under the hand what was there, panning and zooming', () => {
    const { moves, under } = seenSlice();
    moves.zoomMiddle(4);
    const pan = new PanTool(moves);
    const held = under(200, 150);
    pan.press(at(200, 150));
    pan.drag(at(260, 100));
    expectSame(under(260, 100), held);
    pan.release();

    const zoom = new ZoomTool(moves);
    const before = under(130, 300);
    zoom.press(at(130, 300));
    zoom.drag(at(130, 240));
    zoom.release();
    expectSame(under(130, 300), before);
    zoom.zoomBy({ x: 130, y: 300 }, 1.5);
    zoom.zoomBy({ x: 130, y: 300 }, 1.5);
    expectSame(under(130, 300), before);
  });

  it('follow two fingers from where they were to where they are', () => {
    const { moves, under } = seenSlice();
    moves.zoomMiddle(4);
    const zoom = new ZoomTool(moves);
    const between = under(200, 200);
    zoom.pinchStart();
    zoom.pinch(1.2, { x: 200, y: 200 }, { x: 220, y: 190 });
    zoom.pinch(1.5, { x: 200, y: 200 }, { x: 230, y: 170 });
    expectSame(under(230, 170), between);
  });

  it('take their keys and no others', () => {
    const { host, moves } = seenSlice();
    const pan = new PanTool(moves);
    const zoom = new ZoomTool(moves);
    expect([pan.key(press('+')), zoom.key(press('+'))]).toEqual([false, true]);
    expect(host.view.zoom).toBe(1.25);
    expect([pan.key(press('ArrowLeft')), zoom.key(press('ArrowLeft'))]).toEqual([true, false]);
    expect(host.view.centreXMm).toBeCloseTo(-0.1 * 80, 9);
    expect(zoom.key(press('0'))).toBe(true);
    expect(host.view).toEqual(toScaleNavigation.fitted);
  });
});

describe('the crosshair', () => {
  function tried() {
    const panned: [number, number][] = [];
    const tool = new CrosshairTool({
      picture: () => ({
        grid: { rows: 100, columns: 100, pixelSizeMm: 1 },
        seen: { left: 40, top: 20, width: 20, height: 20 },
      }),
      panBy: (columns, rows) => panned.push([columns, rows]),
      moved: () => {},
    });
    return { tool, panned };
  }

  it('begins in the middle of what is seen, and takes the view along when it walks out of it', () => {
    const { tool, panned } = tried();
    expect(tool.key(press('ArrowLeft'))).toBe(false);
    tool.key(press('c'));
    expect(tool.pixel).toEqual({ row: 30, column: 50 });
    tool.key(press('ArrowUp', { shiftKey: true }));
    expect(panned).toEqual([]);
    tool.key(press('ArrowUp'));
    expect(tool.pixel).toEqual({ row: 19, column: 50 });
    expect(panned).toEqual([[0, -1]]);
  });

  it('stays on the picture, also on one of fewer pixels, and gives way to the mouse', () => {
    const { tool } = tried();
    tool.key(press('c'));
    for (let leap = 0; leap < 20; leap++) tool.key(press('ArrowDown', { shiftKey: true }));
    expect(tool.pixel).toEqual({ row: 99, column: 50 });
    tool.keepOn({ rows: 64, columns: 32, pixelSizeMm: 2 });
    expect(tool.pixel).toEqual({ row: 63, column: 31 });
    tool.hover(null);
    expect(tool.pixel).not.toBeNull();
    tool.hover(at(10, 10));
    expect(tool.pixel).toBeNull();
  });
});
