import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BoxShape } from '../../../src/app/editor/edited-shape.ts';
import { handleAt, handlesOf, type SeenPlane } from '../../../src/app/editor/handles.ts';
import { contains, nearestEdge, topmostShapeAt } from '../../../src/app/editor/hit-testing.ts';
import { boundsOf, outlineOf } from '../../../src/app/editor/outline.ts';
import { uniform } from '../../support/uniform.ts';
import { disk, shapes, triangle } from './shapes.ts';

const RUNS = { seed: 1, numRuns: 200 };
const whole: SeenPlane = { pixel: 0.5, visible: { left: -128, right: 128, bottom: -128, top: 128 } };

describe('the shape under a point', () => {
  test('is the topmost, that is the last', () => {
    const list = [disk(0, 0, 100), disk(0, 0, 50), disk(30, 0, 10)];
    const at = (x: number, y: number) => topmostShapeAt(list, { x, y }, 0);
    expect([at(0, 0), at(35, 0), at(-80, 0), at(120, 0)]).toEqual([1, 2, 0, null]);
  });

  test('may be smaller than a pointer', () => {
    const list = [disk(0, 0, 100), disk(10, 10, 0.1)];
    expect(topmostShapeAt(list, { x: 12, y: 8 }, 4)).toBe(1);
    expect(topmostShapeAt(list, { x: 16, y: 8 }, 4)).toBe(0);
  });

  test('follows rotation, half-planes and polygons that are not convex', () => {
    const bar: BoxShape = { type: 'rectangle', x: 0, y: 0, width: 80, height: 10, angleDeg: 45, value: 1 };
    expect([contains(bar, { x: 25, y: 25 }), contains(bar, { x: 25, y: -25 })]).toEqual([true, false]);
    const half: BoxShape = { ...disk(10, 0, 20), angleDeg: 90, clip: [{ normalDeg: 0, distance: 5 }] };
    // The half-plane turns with the shape: its normal points up.
    expect([contains(half, { x: 10, y: 4 }), contains(half, { x: 10, y: 6 })]).toEqual([true, false]);
    const arrow = {
      ...triangle,
      points: [
        [0, 0],
        [40, 0],
        [10, 10],
        [0, 40],
      ] as [number, number][],
    };
    expect([contains(arrow, { x: 5, y: 20 }), contains(arrow, { x: 15, y: 15 })]).toEqual([true, false]);
  });

  test('is where its outline says', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const outline = outlineOf(shape);
        if (outline.length === 0) return;
        const { left, right, bottom, top } = boundsOf(outline);
        const size = Math.hypot(right - left, top - bottom);
        expect(contains(shape, { x: right + 0.01 * size, y: (bottom + top) / 2 })).toBe(false);
        expect(contains(shape, { x: (left + right) / 2, y: bottom - 0.01 * size })).toBe(false);
      }),
      RUNS,
    );
  });

  test('has an outline of the area that it has', () => {
    const area = (shape: BoxShape) => {
      const outline = outlineOf(shape);
      return outline.reduce((sum, { x, y }, i) => {
        const next = outline[(i + 1) % outline.length]!;
        return sum + (x * next.y - next.x * y) / 2;
      }, 0);
    };
    // A polygon of 96 corners in a circle has sin(2π/96)/(2π/96) = 0.99929 of its area.
    expect(area(disk(3, 4, 10))).toBeCloseTo(100 * Math.PI * 0.99929, 1);
    const cut = { ...disk(3, 4, 10), clip: [{ normalDeg: 30, distance: 0 }] };
    expect(area(cut)).toBeCloseTo(50 * Math.PI * 0.99929, 1);
  });
});

test('the nearest edge of a polygon and the point on it', () => {
  expect(nearestEdge(outlineOf(triangle), { x: 10, y: -3 })).toEqual({ index: 0, at: { x: 10, y: 0 }, distance: 3 });
  const { index, at } = nearestEdge(outlineOf(triangle), { x: 30, y: 30 });
  expect([index, at]).toEqual([1, { x: 20, y: 20 }]);
});

describe('handles', () => {
  test('a large box has eight, one to turn it and one to move it', () => {
    const handles = handlesOf(disk(0, 0, 50), whole);
    expect(handles.map(({ kind }) => kind)).toEqual([...Array<string>(8).fill('resize'), 'rotate', 'move']);
    const corner = handleAt(handles, { x: 49, y: 52 }, 6);
    expect(corner).toMatchObject({ kind: 'resize', alongX: 1, alongY: 1, at: { x: 50, y: 50 } });
    expect(handleAt(handles, { x: 30, y: 30 }, 6)).toBeNull();
    expect(handleAt(handles, { x: 1, y: -2 }, 6)).toMatchObject({ kind: 'move' });
  });

  test('they turn with the box', () => {
    const handles = handlesOf({ type: 'rectangle', x: 0, y: 0, width: 80, height: 60, angleDeg: 90, value: 1 }, whole);
    expect(handleAt(handles, { x: 0, y: 40 }, 1)).toMatchObject({ kind: 'resize', alongX: 1, alongY: 0 });
  });

  test('they leave room between them, however small the shape', () => {
    fc.assert(
      fc.property(shapes, uniform(0.05, 20), (shape, pixel) => {
        if (shape.type === 'polygon') return;
        const handles = handlesOf(shape, { ...whole, pixel }).filter(
          ({ kind }) => kind === 'resize' || kind === 'move',
        );
        for (const [i, { at }] of handles.entries()) {
          for (const other of handles.slice(i + 1)) {
            // Less than 20 pixels apart two of them could not be told apart.
            expect(Math.hypot(at.x - other.at.x, at.y - other.at.y)).toBeGreaterThan(19.9 * pixel);
          }
        }
      }),
      RUNS,
    );
  });

  test('the one that turns is always in sight of a shape that is', () => {
    const radii = uniform(1, 400);
    const places = uniform(-115, 115);
    fc.assert(
      fc.property(radii, radii, places, places, (across, up, x, y) => {
        const shape: BoxShape = { type: 'ellipse', x, y, semiAxisX: across, semiAxisY: up, angleDeg: 0, value: 1 };
        const { at } = handlesOf(shape, whole).find(({ kind }) => kind === 'rotate')!;
        expect(Math.max(Math.abs(at.x), Math.abs(at.y))).toBeLessThanOrEqual(129);
      }),
      RUNS,
    );
  });

  test('a polygon has its corners and the middles of long edges', () => {
    const kinds = handlesOf(triangle, whole).map((handle) => handle.kind);
    expect(kinds).toEqual(['corner', 'corner', 'corner', 'edge', 'edge', 'edge', 'rotate', 'move']);
    const far = handlesOf(triangle, { ...whole, pixel: 2 }).map((handle) => handle.kind);
    expect(far).toEqual(['corner', 'corner', 'corner', 'rotate', 'move']);
  });
});
