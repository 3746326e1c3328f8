import { beforeEach, describe, expect, test } from 'vitest';
import type { MarkKind } from '../../../src/app/marks/mark.ts';
import { type MarkPainters, MarksTool } from '../../../src/app/marks/marks-tool.ts';
import type { ShownMarks } from '../../../src/app/marks/paint-marks.ts';
import type { ToolLook } from '../../../src/app/panes/tool-look.ts';
import type { Plane } from '../../../src/app/views/view.ts';
import { at, handOnMarks, press, SINOGRAM, SLICE } from './seen.ts';

// There is no canvas to paint on: painting tells the tool how the plane is seen.
const painted: ShownMarks[] = [];
const painters: MarkPainters = {
  paintMarks: (_context, _projection, _look, shown) => painted.push(shown),
  paintRegions: () => undefined,
};

let marked: ReturnType<typeof handOnMarks>;
let tool: MarksTool;

function toolOn(plane: Plane) {
  const { hand, said } = marked;
  const host = { hand, redraw: () => undefined, regions: () => [], say: (sentence: string) => said.push(sentence) };
  const made = new MarksTool(plane, host, painters);
  made.paint(null as unknown as CanvasRenderingContext2D, plane === 'sinogram' ? SINOGRAM : SLICE, {} as ToolLook);
  return made;
}

beforeEach(() => {
  marked = handOnMarks();
  tool = toolOn('slice');
});

const forms = () => marked.store.all.map(({ name, form }) => ({ name, ...form }));
const drag = (...way: (readonly [number, number])[]) => {
  tool.press(at(...way[0]!));
  for (const place of way.slice(1)) tool.drag(at(...place));
  tool.release(false);
};
const draw = (kind: MarkKind, ...way: (readonly [number, number])[]) => {
  marked.hand.draw(kind);
  drag(...way);
};

test('a saved or printed picture has the marks, and no handles', () => {
  draw('circle', [0, 0], [10, 0]);
  for (const isCopy of [false, true]) {
    tool.paint(null as unknown as CanvasRenderingContext2D, SLICE, { isCopy } as ToolLook);
    expect(painted.at(-1)!.marks.map(({ name }) => name)).toEqual(['A']);
    expect(painted.at(-1)!.chosen).toBe(isCopy ? null : 'A');
  }
});

describe('a hand with a pointer', () => {
  test('draws what is chosen, once, as one step', () => {
    draw('circle', [0, 0], [5, 0], [10, 0]);
    expect(forms()).toEqual([{ name: 'A', kind: 'circle', middle: { x: 0, y: 0 }, radius: 10 }]);
    expect([marked.hand.kind, marked.hand.mark?.name]).toEqual([null, 'A']);
    const [first, ...others] = marked.steps;
    expect(others.every(({ gesture }) => gesture === first!.gesture)).toBe(true);
    expect(marked.steps.map(({ moving }) => moving)).toEqual([true, true, false]);
  });

  test('leaves the left button to the window where there is no mark', () => {
    expect(tool.takes(at(0, 0))).toBe(false);
    marked.hand.draw('pin');
    expect(tool.takes(at(0, 0))).toBe(true);
    drag([0, 0]);
    expect([tool.takes(at(0, 0)), tool.takes(at(30, 30))]).toEqual([true, false]);
  });

  test('moves a mark, and reshapes the chosen one by its handles', () => {
    draw('rectangle', [0, 0], [40, -40]);
    drag([10, -5], [20, 15]);
    expect(forms()[0]).toMatchObject({ middle: { x: 30, y: 0 }, halfWidth: 20, halfHeight: 20 });
    // The upper right corner.
    drag([50, 20], [60, 30]);
    expect(forms()[0]).toMatchObject({ middle: { x: 35, y: 5 }, halfWidth: 25, halfHeight: 25 });
  });

  test('a drag that the browser takes away leaves everything as it was', () => {
    draw('circle', [0, 0], [10, 0]);
    const before = forms();
    tool.press(at(3, 3));
    tool.drag(at(30, 30));
    tool.release(true);
    expect(forms()).toEqual(before);
    marked.hand.draw('line');
    tool.press(at(0, 0));
    tool.drag(at(50, 0));
    tool.release(true);
    expect(forms()).toEqual(before);
    // All of one gesture, so that it leaves no step.
    const [drawn, removed] = marked.steps.slice(-2);
    expect(removed).toEqual({ gesture: drawn!.gesture, moving: false });
  });

  test('a click puts a mark down of a size that can be held', () => {
    draw('ellipse', [10, 10]);
    expect(forms()[0]).toMatchObject({ middle: { x: 10, y: 10 }, kind: 'ellipse' });
    expect((forms()[0] as unknown as { halfWidth: number }).halfWidth).toBeGreaterThan(5);
  });

  test('a polygon grows corner by corner, and ends where it began', () => {
    marked.hand.draw('polygon');
    for (const corner of [
      [0, 0],
      [20, 0],
      [20, 20],
      [0.5, 0.5],
    ] as const) {
      drag(corner);
    }
    expect(forms()).toEqual([
      {
        ...{ name: 'A', kind: 'polygon' },
        corners: [
          { x: 0, y: 0 },
          { x: 20, y: 0 },
          { x: 20, y: 20 },
        ],
      },
    ]);
    expect(marked.hand.kind).toBeNull();
  });

  test('another kind chosen meanwhile forgets the polygon', () => {
    marked.hand.draw('polygon');
    drag([0, 0]);
    marked.hand.draw('pin');
    drag([5, 5]);
    expect(forms().map(({ kind }) => kind)).toEqual(['pin']);
    marked.hand.draw('polygon');
    drag([40, 40]);
    expect(tool.key(press('Escape'))).toBe(true);
    expect(forms()).toHaveLength(1);
    expect(marked.hand.kind).toBeNull();
  });

  test('draws around something with what is drawn freehand', () => {
    const turn = (i: number) => [20 * Math.cos(i / 5), 20 * Math.sin(i / 5)] as const;
    draw('freehand', ...Array.from({ length: 32 }, (_, i) => turn(i)));
    expect(forms()[0]!.kind).toBe('freehand');
    expect(tool.takes(at(0, 0))).toBe(true);
  });

  test('finds no circles on a sinogram, and says why', () => {
    tool = toolOn('sinogram');
    draw('circle', [0, 90], [10, 90]);
    expect(forms()).toEqual([]);
    expect(marked.said.join()).toMatch(/different units/);
    draw('rectangle', [0, 30], [20, 60]);
    expect(forms()[0]).toMatchObject({ middle: { x: 10, y: expect.closeTo(45, 6) }, halfWidth: 10 });
  });

  test('there are no more marks than names', () => {
    for (let i = 0; i < 27; i++) draw('pin', [i, i]);
    expect([forms().length, marked.said.at(-1)]).toEqual([26, 'There are 26 marks already; remove one first.']);
  });
});

describe('keys', () => {
  test('put a mark down in the middle, choose the next, and go on to the page at the end', () => {
    expect(tool.key(press('Tab'))).toBe(false);
    for (const kind of ['pin', 'circle'] as const) {
      marked.hand.draw(kind);
      expect(tool.key(press('Enter'))).toBe(true);
    }
    expect(forms()).toMatchObject([{ at: { x: 0, y: 0 } }, { middle: { x: 0, y: 0 } }]);
    marked.hand.choose(null);
    expect([tool.key(press('Tab')), marked.hand.mark?.name]).toEqual([true, 'A']);
    expect([tool.key(press('Tab')), marked.hand.mark?.name]).toEqual([true, 'B']);
    expect(tool.key(press('Tab'))).toBe(false);
    expect([tool.key(press('Tab', { shiftKey: true })), marked.hand.mark?.name]).toEqual([true, 'A']);
  });

  test('move the chosen mark, coarser with Shift and finer with Ctrl; held down they are one step', () => {
    draw('pin', [0, 0]);
    tool.key(press('ArrowRight'));
    tool.key(press('ArrowUp', { shiftKey: true }));
    tool.key(press('ArrowLeft', { ctrlKey: true }));
    expect(forms()[0]).toMatchObject({ at: { x: 0.45, y: 5 } });
    const count = marked.steps.length;
    tool.key(press('ArrowDown'));
    tool.key(press('ArrowDown', { repeat: true }));
    const [first, second] = marked.steps.slice(count);
    expect(second!.gesture).toBe(first!.gesture);
    expect(first!.gesture).not.toBe(marked.steps[count - 1]!.gesture);
  });

  test('go through the handles and back to the whole', () => {
    draw('line', [-20, 0], [20, 0]);
    const handles = Array.from({ length: 4 }, () => {
      tool.key(press('Enter'));
      return marked.hand.handle;
    });
    expect(handles).toEqual(['corner 0', 'corner 1', 'width', null]);
    tool.key(press('Enter', { shiftKey: true }));
    tool.key(press('ArrowUp'));
    expect(forms()[0]).toMatchObject({ width: 1 });
    tool.key(press('Escape'));
    expect([marked.hand.handle, marked.hand.mark?.name]).toEqual([null, 'A']);
    tool.key(press('Escape'));
    expect(marked.hand.mark).toBeNull();
    expect(tool.key(press('Escape'))).toBe(false);
  });

  test('take the chosen mark away, and leave everything else to the page', () => {
    draw('pin', [0, 0]);
    expect(tool.key(press('k'))).toBe(false);
    expect(tool.key(press('z', { ctrlKey: true }))).toBe(false);
    expect([tool.key(press('Delete')), forms()]).toEqual([true, []]);
    expect([tool.key(press('Delete')), tool.key(press('ArrowLeft')), tool.key(press('Enter'))]).toEqual([
      ...[false, false, false],
    ]);
  });
});
