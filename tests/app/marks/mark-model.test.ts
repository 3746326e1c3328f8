import { describe, expect, test } from 'vitest';
import {
  type FormOf,
  freeName,
  type Mark,
  type MarkForm,
  type MarkKind,
  MOST_MARKS,
} from '../../../src/app/marks/mark.ts';
import { draggedForm, movedForm, withHandleMoved } from '../../../src/app/marks/mark-drag.ts';
import { type MarkAxes, markFields, NO_AXES } from '../../../src/app/marks/mark-fields.ts';
import { handleName, markHandles } from '../../../src/app/marks/mark-handles.ts';
import { markHandleUnder, markUnder } from '../../../src/app/marks/mark-hit.ts';
import type { SeenMarks } from '../../../src/app/marks/mark-plane.ts';
import { formOf, shapeOf } from '../../../src/app/marks/mark-shape.ts';
import { freehandThrough, markAbout, markBetween } from '../../../src/app/marks/new-mark.ts';
import { simplifiedPath } from '../../../src/app/marks/simplified-path.ts';
import { refusalOf } from '../../../src/app/workplaces/measure/refused-number.ts';
import { angleAtCornerDeg } from '../../../src/measure/distances.ts';
import { SEEN_SINOGRAM, SEEN_SLICE } from './seen.ts';

const point = (x: number, y: number) => ({ x, y });
const FORMS: Readonly<Record<MarkKind, MarkForm>> = {
  circle: { kind: 'circle', middle: point(10, -20), radius: 8 },
  ellipse: { kind: 'ellipse', middle: point(0, 5), halfWidth: 20, halfHeight: 10, angleDeg: 30 },
  rectangle: { kind: 'rectangle', middle: point(-10, 5), halfWidth: 20, halfHeight: 10, angleDeg: 0 },
  polygon: { kind: 'polygon', corners: [point(0, 0), point(20, 0), point(0, 30)] },
  freehand: { kind: 'freehand', corners: [point(0, 0), point(10, 0), point(10, 10), point(5, 12)] },
  line: { kind: 'line', from: point(-30, 0), to: point(30, 0), width: 4 },
  ruler: { kind: 'ruler', from: point(0, 0), to: point(30, 40) },
  angle: { kind: 'angle', from: point(20, 0), corner: point(0, 0), to: point(0, 20) },
  pin: { kind: 'pin', at: point(7, 8) },
};
const ALL = Object.values(FORMS);
const axis = (label: string, unit: string, start: number, end: number) => ({ label, unit, start, end });
const AXES: MarkAxes = { horizontal: axis('x', 'mm', -100, 100), vertical: axis('y', 'mm', 100, -100) };
const SINOGRAM_AXES: MarkAxes = {
  horizontal: axis('detector u', 'mm', -100, 100),
  vertical: axis('view angle', '°', 0, 180),
};
const handleOf = (form: MarkForm, name: string, seen: SeenMarks = SEEN_SLICE) =>
  markHandles(form, seen).find((handle) => handleName(handle) === name)!;
const UNHELD = { shiftKey: false, altKey: false };
/** @param to on the plane as it is seen */
const dragged = (form: MarkForm, name: string, to: { x: number; y: number }, held = UNHELD, seen = SEEN_SLICE) => {
  const handle = handleOf(form, name, seen);
  return draggedForm({ start: handle.at, form, handle, gesture: {} }, to, held, seen);
};

test('names are given from A to Z, the first free one next', () => {
  const named = (name: string): Mark => ({ name, plane: 'slice', form: FORMS.pin });
  expect(freeName([])).toBe('A');
  expect(freeName(['A', 'C'].map(named))).toBe('B');
  expect(freeName(Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', named))).toBeNull();
  expect(MOST_MARKS).toBe(26);
});

describe.each([
  ['slice', SEEN_SLICE],
  ['sinogram', SEEN_SINOGRAM],
])('on a %s', (_plane, seen) => {
  test.each(ALL.map((form) => [form.kind, form] as const))('a %s is a shape of the editor, and back', (_kind, form) => {
    const back = formOf(form, shapeOf(form, seen), seen);
    const numbers = (of: MarkForm) =>
      JSON.stringify(of, (_key, value) => (typeof value === 'number' ? Number(value.toFixed(9)) : value));
    expect(numbers(back)).toBe(numbers(form));
  });
});

test('one degree of a sinogram of 180° is as high as 200/180 mm are wide, and counts downwards', () => {
  const { stretch, visible, pixel, isToScale } = SEEN_SINOGRAM;
  expect(stretch).toBeCloseTo(-400 / 180 / 2, 12);
  expect([visible.top, visible.bottom, pixel, isToScale]).toEqual([0, -200, 0.5, false]);
  expect([SEEN_SLICE.stretch, SEEN_SLICE.isToScale]).toEqual([1, true]);
});

describe('new marks', () => {
  test('reach from where a hand pressed to where it is, on round numbers', () => {
    const [from, to] = [point(-10.2, 0.1), point(20.3, 40.2)];
    expect(markBetween('line', from, to, SEEN_SLICE)).toEqual({
      ...{ kind: 'line', from: point(-10, 0), to: point(20.5, 40), width: 0 },
    });
    expect(markBetween('circle', point(0, 0), point(3, 4), SEEN_SLICE)).toEqual({
      ...{ kind: 'circle', middle: point(0, 0), radius: 5 },
    });
    expect(markBetween('rectangle', point(0, 0), point(20, -10), SEEN_SLICE)).toEqual({
      ...{ kind: 'rectangle', middle: point(10, -5), halfWidth: 10, halfHeight: 5, angleDeg: 0 },
    });
    expect(markBetween('rectangle', point(0, 0), point(20, -10), SEEN_SLICE, true)).toMatchObject({
      ...{ halfWidth: 10, halfHeight: 10, middle: point(10, -10) },
    });
    expect(markBetween('angle', point(0, 0), point(3, 4), SEEN_SLICE)).toEqual({
      ...{ kind: 'angle', from: point(5, 0), corner: point(0, 0), to: point(3, 4) },
    });
  });

  test.each([20, -20])('an angle that is drawn along the horizontal has its other leg 45° above it: by %d mm', (x) => {
    const { from, corner, to } = markBetween('angle', point(3, 4), point(3 + x, 4), SEEN_SLICE) as FormOf<'angle'>;
    expect(to).toEqual(point(3 + x, 4));
    expect(from.y).toBeGreaterThan(4);
    expect(angleAtCornerDeg(corner, from, to)).toBeCloseTo(45, 9);
    // A little off the horizontal it turns with the hand.
    const off = markBetween('angle', point(3, 4), point(3 + x, 5), SEEN_SLICE) as FormOf<'angle'>;
    expect(Math.abs(angleAtCornerDeg(off.corner, off.from, off.to) - 45)).toBeLessThan(2);
  });

  test.each(ALL.map(({ kind }) => kind))(
    'a %s is put down about a point, in sight and large enough to be held',
    (kind) => {
      const form = markAbout(kind, point(0, 0), SEEN_SLICE);
      expect(form.kind).toBe(kind);
      const hand = { at: point(0, 0), touch: false, seen: SEEN_SLICE };
      const mark: Mark = { name: 'A', plane: 'slice', form };
      expect(markUnder([mark], hand)).toBe(mark);
      for (const handle of markHandles(form, SEEN_SLICE)) {
        expect(Math.max(Math.abs(handle.at.x), Math.abs(handle.at.y))).toBeLessThan(100);
      }
    },
  );

  test('what is drawn by hand keeps its shape with few corners', () => {
    const circle = Array.from({ length: 500 }, (_, i) => {
      const turn = (2 * Math.PI * i) / 500;
      return point(40 * Math.cos(turn), 40 * Math.sin(turn));
    });
    const form = freehandThrough(circle, SEEN_SLICE) as FormOf<'freehand'>;
    expect(form.corners.length).toBeLessThan(60);
    // The shoelace formula; a chord lies up to 0.75 pixels of 0.5 mm inside.
    const doubled = form.corners.reduce((sum, { x, y }, i) => {
      const next = form.corners[(i + 1) % form.corners.length]!;
      return sum + x * next.y - next.x * y;
    }, 0);
    expect(doubled / 2 / (Math.PI * 40 ** 2)).toBeGreaterThan(0.97);
    expect(freehandThrough([point(0, 0), point(10, 0)], SEEN_SLICE)).toBeNull();
  });

  test('a path is thinned to what lies off it, and to no more points than may be', () => {
    const bent = [point(0, 0), point(5, 0.1), point(10, 0), point(10, 5), point(10, 10)];
    expect(simplifiedPath(bent, 0.5, 10)).toEqual([point(0, 0), point(10, 0), point(10, 10)]);
    const zigzag = Array.from({ length: 1000 }, (_, i) => point(i, i % 2));
    expect(simplifiedPath(zigzag, 0.1, 50).length).toBeLessThanOrEqual(50);
  });
});

describe('a drag', () => {
  test('by all of a mark snaps its middle; Shift keeps one axis, Alt frees it', () => {
    const move = (to: { x: number; y: number }, held = UNHELD) =>
      (
        draggedForm(
          { start: point(10, -20), form: FORMS.circle, handle: { kind: 'move', at: point(10, -20) }, gesture: {} },
          to,
          held,
          SEEN_SLICE,
        ) as FormOf<'circle'>
      ).middle;
    expect(move(point(13.2, -17.4))).toEqual(point(13, -17.5));
    expect(move(point(18.2, -17.4), { shiftKey: true, altKey: false })).toEqual(point(18, -20));
    expect(move(point(13.2, -17.4), { shiftKey: false, altKey: true })).toEqual(point(13.2, -17.4));
  });

  test('by a circle’s side makes its radius, about its middle', () => {
    // 8 mm are 16 pixels: the handle stands off by two more.
    expect(dragged(FORMS.circle, 'resize 1 0', point(10, -7))).toEqual({ ...FORMS.circle, radius: 12 });
    expect(markHandles(FORMS.circle, SEEN_SLICE).map(handleName)).not.toContain('resize 1 1');
  });

  test('by a rectangle’s corner keeps the opposite one', () => {
    expect(dragged(FORMS.rectangle, 'resize 1 1', point(20, 25))).toEqual({
      ...{ ...FORMS.rectangle, middle: point(-5, 10), halfWidth: 25, halfHeight: 15 },
    });
  });

  test('turns an ellipse', () => {
    const { at } = handleOf(FORMS.ellipse, 'rotate');
    const [x, y] = [at.x, at.y - 5];
    // A quarter turn on.
    const turned = dragged(FORMS.ellipse, 'rotate', point(-y, x + 5));
    expect(turned).toMatchObject({ angleDeg: 120, middle: point(0, 5) });
  });

  test('moves the end of a line; with Shift to a multiple of 15°', () => {
    expect(dragged(FORMS.line, 'corner 1', point(20.2, 9.9))).toMatchObject({ from: point(-30, 0), to: point(20, 10) });
    const { to } = dragged(FORMS.line, 'corner 1', point(29, 33), { shiftKey: true, altKey: false }) as FormOf<'line'>;
    expect(Math.atan2(to.y, to.x + 30) * (180 / Math.PI)).toBeCloseTo(30, 9);
  });

  test('makes a line wide, which is as wide on either side', () => {
    expect(dragged(FORMS.line, 'width', point(0, -6))).toEqual({ ...FORMS.line, width: 12 });
    expect(markHandles(FORMS.line, SEEN_SINOGRAM).map(handleName)).toEqual(['corner 0', 'corner 1']);
  });

  test('adds a corner to a polygon, and moves one', () => {
    expect(dragged(FORMS.polygon, 'edge 1', point(14, 18))).toEqual({
      ...{ kind: 'polygon', corners: [point(0, 0), point(20, 0), point(14, 18), point(0, 30)] },
    });
    expect(dragged(FORMS.polygon, 'corner 2', point(4, 28))).toMatchObject({
      corners: [point(0, 0), point(20, 0), point(4, 28)],
    });
  });

  test('on a sinogram counts degrees down and millimetres across', () => {
    const to = { x: -10, y: 5 * SEEN_SINOGRAM.stretch };
    const back = dragged(FORMS.rectangle, 'resize 1 0', { x: 30, y: to.y }, UNHELD, SEEN_SINOGRAM);
    const { middle, halfWidth, halfHeight } = back as FormOf<'rectangle'>;
    expect([middle.x, middle.y, halfWidth, halfHeight].map((value) => Math.round(1e6 * value) / 1e6)).toEqual([
      0, 5, 30, 10,
    ]);
    expect(markHandles(FORMS.rectangle, SEEN_SINOGRAM).map(handleName)).not.toContain('rotate');
  });
});

describe('keys', () => {
  test('move a mark there and back', () => {
    for (const form of ALL) {
      const there = movedForm(form, point(5, 0), 0.5, SEEN_SLICE);
      expect(there).not.toEqual(form);
      expect(movedForm(there, point(-5, 0), 0.5, SEEN_SLICE)).toEqual(form);
    }
  });

  test('reshape by each handle what a drag would', () => {
    const by = (form: MarkForm, name: string, way: { x: number; y: number }) =>
      withHandleMoved(form, handleOf(form, name), way, 0.5, SEEN_SLICE);
    expect(by(FORMS.circle, 'resize 0 1', point(0, 2))).toEqual({ ...FORMS.circle, radius: 10 });
    expect(by(FORMS.line, 'corner 0', point(-2, 1))).toMatchObject({ from: point(-32, 1), to: point(30, 0) });
    expect(by(FORMS.line, 'width', point(0, 1))).toEqual({ ...FORMS.line, width: 6 });
    expect(by(FORMS.angle, 'corner 2', point(5, 0))).toMatchObject({ to: point(5, 20), corner: point(0, 0) });
    expect(by(FORMS.ellipse, 'rotate', point(0, 0.5))).toMatchObject({ angleDeg: 31 });
    expect(by(FORMS.rectangle, 'resize 1 1', point(2, 0))).toEqual({ ...FORMS.rectangle, halfWidth: 22 });
  });
});

describe('a hand is over', () => {
  const marks = ALL.map((form, i): Mark => ({ name: 'ABCDEFGHI'[i]!, plane: 'slice', form }));
  const over = (x: number, y: number, touch = false) => ({ at: point(x, y), touch, seen: SEEN_SLICE });
  const named = (kind: MarkKind) => marks.find(({ form }) => form.kind === kind)!;

  test.each<[MarkKind, number, number]>([
    ['circle', 10, -27],
    ['ellipse', 0, 5],
    ['rectangle', -29, 14],
    ['line', -20, 1],
    ['ruler', 15.5, 20],
    ['angle', 0.5, 15],
    ['pin', 8, 8],
  ])('a %s', (kind, x, y) => {
    expect(markUnder([named(kind)], over(x, y))).toBe(named(kind));
  });

  test('nothing beside a line, and not what would close an angle', () => {
    expect(markUnder([named('line')], over(-20, 5))).toBeNull();
    expect(markUnder([named('angle')], over(10, 10))).toBeNull();
    expect(markUnder([named('polygon')], over(12, 25))).toBeNull();
  });

  test('the mark made last, a finger from farther away', () => {
    expect(markUnder([named('line'), named('ellipse')], over(0, 0))).toBe(named('ellipse'));
    expect(markUnder([named('line')], over(-20, 6))).toBeNull();
    expect(markUnder([named('line')], over(-20, 6, true))).toBe(named('line'));
  });

  test('a handle, of equally near ones the first', () => {
    expect(handleName(markHandleUnder(FORMS.line, over(29, 1))!)).toBe('corner 1');
    expect(markHandleUnder(FORMS.line, over(15, 1))).toBeNull();
  });
});

describe('numbers of a mark', () => {
  test.each(ALL.map((form) => [form.kind, form] as const))('of a %s can be typed one by one', (_kind, form) => {
    const fields = markFields(form, AXES);
    expect(fields.length).toBeGreaterThan(1);
    for (const [i, field] of fields.entries()) {
      const typed = markFields(field.with(field.value + 3), AXES);
      expect(typed.map(({ value }, j) => (j === i ? value - 3 : value))).toEqual(fields.map(({ value }) => value));
    }
  });

  test('are called what the axes are called, and have no turning and no width between unlike ones', () => {
    const labels = (kind: MarkForm['kind'], axes: MarkAxes) => markFields(FORMS[kind], axes).map(({ label }) => label);
    expect(labels('line', AXES)).toEqual(['From x', 'From y', 'To x', 'To y', 'Width']);
    expect(labels('line', SINOGRAM_AXES)).toEqual([
      'From detector u',
      'From view angle',
      'To detector u',
      'To view angle',
    ]);
    expect(labels('ellipse', SINOGRAM_AXES)).toEqual(['Detector u', 'View angle', 'Width', 'Height']);
    expect(labels('pin', NO_AXES)).toEqual(['x', 'y']);
  });

  test('do not take a mark out of the picture, and say why', () => {
    const [x, , radius] = markFields(FORMS.circle, AXES);
    expect(refusalOf(x!, 100, 'mm')).toBeNull();
    expect(refusalOf(x!, 1e9, 'mm')).toBe('x must be a number from −100 to 100 mm: the image ends there.');
    expect(refusalOf(x!, Number.NaN, 'mm')).toBe('x must be a number from −100 to 100 mm.');
    expect(refusalOf(radius!, 0, 'mm')).toBe('Radius must be a number from 0.001 to 100 mm.');
    expect(refusalOf(radius!, -5, 'mm')).toBe('Radius must be a number from 0.001 to 100 mm.');
    expect(refusalOf(radius!, 5000, 'mm')).toBe(
      'Radius must be a number from 0.001 to 100 mm: the image is no larger.',
    );
    const width = markFields(FORMS.line, AXES).at(-1)!;
    expect([refusalOf(width, 0, 'mm'), refusalOf(width, 200, 'mm')]).toEqual([null, null]);
  });
});
