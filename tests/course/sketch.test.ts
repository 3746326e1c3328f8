import { describe, expect, test } from 'vitest';
import {
  correlation,
  drawn,
  EMPTY_SKETCH,
  lifted,
  likenessOf,
  projectionCurve,
  SKETCH_PLACES,
} from '../../src/course/sketch.ts';
import type { Scan } from '../../src/geometry/scan.ts';

const rad = (deg: number) => (deg * Math.PI) / 180;

describe('a curve that is drawn', () => {
  test('goes straight from where the pointer was to where it is, either way', () => {
    const there = drawn(EMPTY_SKETCH, { place: 10, height: 0 }, { place: 20, height: 1 });
    expect(there[15]).toBeCloseTo(0.5, 12);
    expect(there[9]).toBe(0);
    expect(drawn(EMPTY_SKETCH, { place: 20, height: 1 }, { place: 10, height: 0 })).toEqual(there);
  });

  test('is put down by a press alone', () => {
    const dot = { place: 4, height: 0.3 };
    expect(drawn(EMPTY_SKETCH, dot, dot).filter((height) => height > 0)).toEqual([0.3]);
  });

  test('is lifted by keys about a place, and no higher than the top', () => {
    const once = lifted(EMPTY_SKETCH, 48, 0.4, 4);
    expect([once[48], once[50], once[52]]).toEqual([0.4, 0.2, 0]);
    expect(lifted(once, 48, 0.9, 4)[48]).toBe(1);
    expect(lifted(EMPTY_SKETCH, 0, 0.4, 4)[0]).toBe(0.4);
  });
});

describe('the true curve', () => {
  const channels = 193;
  const anglesRad = Float64Array.from([0, 45, 90, 135], rad);
  const scan = { geometry: 'parallel', anglesRad, channels } as unknown as Scan;
  const sinogram = new Float32Array(4 * channels);
  for (let k = 0; k < channels; k++) sinogram[2 * channels + k] = k;

  test('is the row of its view, from the first channel to the last', () => {
    const curve = projectionCurve(sinogram, scan, 90, SKETCH_PLACES)!;
    expect(curve).toHaveLength(SKETCH_PLACES);
    expect(curve[48]).toBeCloseTo(96, 6);
    expect(curve[96]!).toBeGreaterThan(curve[0]!);
  });

  test('is mirrored where parallel rays see the same lines from the other side', () => {
    const [there, back] = [90, 270].map((deg) => projectionCurve(sinogram, scan, deg, SKETCH_PLACES)!);
    expect(back).toEqual(there!.toReversed());
    expect(projectionCurve(sinogram, scan, -90, SKETCH_PLACES)).toEqual(back);
  });

  test('is not there where no view stands', () => {
    const narrow = { ...scan, anglesRad: Float64Array.from({ length: 90 }, (_, i) => rad(i)) } as Scan;
    expect(projectionCurve(new Float32Array(90 * channels), narrow, 130, SKETCH_PLACES)).toBeNull();
  });
});

test('likeness knows shapes and not heights', () => {
  const shape = [0, 1, 3, 1, 0];
  const likeness = (other: readonly number[]) => correlation(shape, other);
  expect(likeness(shape.map((value) => 2 + 0.1 * value))).toBeCloseTo(1, 12);
  expect(likeness(shape.map((value) => -value))).toBeCloseTo(-1, 12);
  expect(likeness([3, 1, 0, 1, 3])).toBeLessThan(0);
  expect(likeness([1, 1, 1, 1, 1])).toBe(0);
});

describe('a drawing of the projection of a disk', () => {
  /** Over the detector, which is 366 mm long, of a disk of 100 mm radius. */
  const over = (height: (u: number) => number) =>
    Array.from({ length: SKETCH_PLACES }, (_, place) => height(-183 + (366 * place) / (SKETCH_PLACES - 1)));
  const inside = (u: number) => Math.abs(u) <= 100;
  const half = over((u) => Math.sqrt(Math.max(0, 1 - (u / 100) ** 2)));
  const said = (drawing: readonly number[]) => likenessOf(correlation(drawing, half));

  test('has the right shape where it is half an ellipse, as high as one likes, and drawn by a hand', () => {
    expect(said(half.map((height) => 0.3 * height))).toBe('same');
    expect(said(half.map((height, i) => Math.max(0, height + 0.05 * Math.sin(i))))).toBe('same');
  });

  test('has nearly the right one where it is a plateau or a triangle', () => {
    expect(said(over((u) => (inside(u) ? 1 : 0)))).toBe('nearly');
    expect(said(over((u) => Math.max(0, 1 - Math.abs(u) / 100)))).toBe('nearly');
  });

  test('has another one where it is a slope, a line, or a hollow', () => {
    expect(said(over((u) => (u + 183) / 366))).toBe('other');
    expect(said(over(() => 0.5))).toBe('other');
    expect(said(half.map((height) => 1 - height))).toBe('other');
  });
});
