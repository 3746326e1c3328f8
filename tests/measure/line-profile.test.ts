import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineProfile, placeOnLine } from '../../src/measure/line-profile.ts';
import { planeOf, turnedAround, WAVES } from '../support/measured-planes.ts';

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

describe('a profile', () => {
  // scipy.ndimage.map_coordinates(v, [14.5 - Y/0.5, X/0.5 + 19.5], order=1) at 113 even places (X, Y) of the line, and for
  // the wide one the mean over four lines 0.425 mm apart.
  test.each([
    {
      width: 0,
      lines: 1,
      figures: [1.1502549052238464, -0.5825433768332005, 0.5065641105175016],
      total: 20.161489761700583,
    },
    {
      width: 1.7,
      lines: 4,
      figures: [1.1406120704048952, -0.5720128585030136, 0.5037792143147206],
      total: 19.86400405002677,
    },
  ])('$width mm wide: SciPy’s numbers', ({ width, lines, figures, total }) => {
    const profile = lineProfile(WAVES, { from: { x: -7, y: -4 }, to: { x: 5, y: 3 }, width });
    expect([profile.values.length, profile.lines, profile.outside]).toEqual([113, lines, 0]);
    [0, 35, 112].forEach((place, i) => {
      expect(profile.values[place]).toBeCloseTo(figures[i]!, 10);
    });
    expect(sum(profile.values)).toBeCloseTo(total, 10);
    expect(profile.distances[0]).toBe(0);
    expect(profile.distances.at(-1)).toBeCloseTo(Math.hypot(12, 7), 12);
    expect(profile.spacing).toBeCloseTo(Math.hypot(12, 7) / 112, 12);
  });

  test('along a row is its pixels and the means of neighbours, and as wide as rows are averaged', () => {
    const profile = lineProfile(WAVES, { from: { x: -9.75, y: 0.25 }, to: { x: 9.75, y: 0.25 }, width: 0 });
    const row = Array.from(WAVES.values).slice(14 * 40, 15 * 40);
    expect(Array.from(profile.values.filter((_, i) => i % 4 === 0))).toEqual(row);
    expect(profile.values[2]).toBeCloseTo((row[0]! + row[1]!) / 2, 12);
    const wide = lineProfile(WAVES, { from: { x: -9.75, y: 0.25 }, to: { x: 9.75, y: 0.25 }, width: 1.5 });
    expect(wide.lines).toBe(3);
    const mean = [13, 14, 15].reduce((total, r) => total + WAVES.values[r * 40 + 7]!, 0) / 3;
    expect(wide.values[28]).toBeCloseTo(mean, 12);
  });

  test('has no value where it leaves the plane, nor where a pixel has none, and says how often it left', () => {
    const plane = planeOf(4, 3, 1, ({ x }) => x);
    const { distances, values, outside } = lineProfile(plane, { from: { x: -3, y: 0 }, to: { x: 0, y: 0 }, width: 0 });
    // The plane ends at −2, the outer edge of its first pixel, within which there is nothing to interpolate.
    expect(Array.from(values, (value) => (Number.isNaN(value) ? null : value))).toEqual([
      ...[null, null, null, null],
      ...[-1.5, -1.5, -1.5, -1.25, -1, -0.75, -0.5, -0.25, 0],
    ]);
    expect([distances[4], outside]).toEqual([1, 4]);
    const along = { from: { x: -1.5, y: 0 }, to: { x: 1.5, y: 0 } };
    expect(lineProfile(plane, { ...along, width: 3 }).outside).toBe(0);
    const broad = lineProfile(plane, { ...along, width: 3.1 });
    expect([broad.outside, broad.values.every(Number.isNaN)]).toEqual([13, true]);
    const holey = { ...plane, values: Array.from(plane.values, (value, i) => (i === 5 ? Number.NaN : value)) };
    const across = lineProfile(holey, { ...along, width: 0 });
    expect(across.outside).toBe(0);
    // The hole is at −0.5, a pixel from the beginning; whatever is mixed with it is no number.
    expect(Array.from(across.values, Number.isNaN)).toEqual(Array.from({ length: 13 }, (_, i) => i > 0 && i < 8));
  });

  test('of a plane of one row, such as a view of a scan', () => {
    const plane = { ...planeOf(5, 1, 2, ({ x }) => x * x), vertical: { first: 30, step: 0.5 } };
    const { values } = lineProfile(plane, { from: { x: -4, y: 30 }, to: { x: 4, y: 30 }, width: 0 });
    expect(Array.from(values.filter((_, i) => i % 2 === 0))).toEqual([16, 10, 4, 2, 0, 2, 4, 10, 16]);
  });

  test('does not depend on how rows and columns are stored', () => {
    const line = { from: { x: -7, y: -4 }, to: { x: 5, y: 3 }, width: 1.2 };
    const [one, other] = [lineProfile(WAVES, line), lineProfile(turnedAround(WAVES), line)];
    one.values.forEach((value, i) => {
      expect(other.values[i]).toBeCloseTo(value, 12);
    });
  });

  const place = fc.record({
    x: fc.double({ min: -8, max: 8, noNaN: true }),
    y: fc.double({ min: -6, max: 6, noNaN: true }),
  });
  test('of an even slope is the slope, along any line of any width, and backwards the same from the other end', () => {
    const plane = planeOf(50, 40, 0.5, ({ x, y }) => 3 + 2 * x - y);
    fc.assert(
      fc.property(place, place, fc.double({ min: 0, max: 3, noNaN: true }), (from, to, width) => {
        fc.pre(Math.hypot(to.x - from.x, to.y - from.y) > 1e-3);
        const { distances, values } = lineProfile(plane, { from, to, width });
        values.forEach((value, i) => {
          const { x, y } = placeOnLine({ from, to, width }, distances[i]!);
          expect(value).toBeCloseTo(3 + 2 * x - y, 9);
        });
        const back = lineProfile(plane, { from: to, to: from, width }).values.toReversed();
        back.forEach((value, i) => {
          expect(value).toBeCloseTo(values[i]!, 9);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('needs a line that can be sampled', () => {
    const at = { x: 1, y: 2 };
    expect(() => lineProfile(WAVES, { from: at, to: at, width: 0 })).toThrow('its two ends are at the same place');
    expect(() => lineProfile(WAVES, { from: at, to: { x: Number.NaN, y: 0 }, width: 0 })).toThrow('needs a line');
    expect(() => lineProfile(WAVES, { from: at, to: { x: 1e9, y: 0 }, width: 0 })).toThrow('too long and too wide');
    expect(() => lineProfile(WAVES, { from: at, to: { x: 9, y: 0 }, width: Number.POSITIVE_INFINITY })).toThrow(
      'too long and too wide',
    );
  });
});
