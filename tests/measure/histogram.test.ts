import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finiteRange } from '../../src/measure/finite-range.ts';
import { histogram } from '../../src/measure/histogram.ts';
import { regionPixels } from '../../src/measure/region-pixels.ts';
import { planeOf, WAVES } from '../support/measured-planes.ts';

describe('a histogram', () => {
  test('is NumPy’s', () => {
    // np.histogram(v, bins=7, range=(-1, 0.9)), (v < -1).sum(), (v > 0.9).sum()
    const found = histogram(WAVES, { from: -1, to: 0.9, bins: 7 });
    expect(Array.from(found.counts)).toEqual([94, 140, 124, 106, 117, 157, 115]);
    expect(found).toMatchObject({ below: 153, above: 194, withoutNumber: 0, total: 1200 });
    expect([found.edges.length, found.edges[0], found.edges[7]]).toEqual([8, -1, 0.9]);
  });

  test('puts a value on an edge above it, the last edge into the last bin, and counts what is outside', () => {
    const values = [0, 0.1, 0.2, 0.3, 0.7, 1, 1.01, -0.01, Number.NaN, Number.POSITIVE_INFINITY];
    const found = histogram({ ...planeOf(10, 1, 1, () => 0), values }, { from: 0, to: 1, bins: 10 });
    expect(Array.from(found.counts)).toEqual([1, 1, 1, 1, 0, 0, 0, 1, 0, 1]);
    expect(found).toMatchObject({ below: 1, above: 2, withoutNumber: 1, total: 10 });
  });

  test('of a region counts its pixels alone', () => {
    const plane = planeOf(11, 11, 1, ({ x }) => x);
    const pixels = regionPixels(plane, { kind: 'circle', middle: { x: 2, y: 1 }, radius: 1 });
    const found = histogram(plane, { from: 0.5, to: 3.5, bins: 3 }, pixels);
    expect(Array.from(found.counts)).toEqual([1, 3, 1]);
    expect(found.total).toBe(5);
    expect(finiteRange(plane, pixels)).toEqual({ least: 1, most: 3 });
  });

  test('counts every pixel once, between the edges of its bin', () => {
    const value = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 40 }),
        value,
        value,
        fc.integer({ min: 1, max: 60 }),
        (values, a, b, bins) => {
          fc.pre(Math.abs(a - b) > 1e-6);
          const [from, to] = [Math.min(a, b), Math.max(a, b)];
          const plane = { ...planeOf(values.length, 1, 1, () => 0), values };
          const found = histogram(plane, { from, to, bins });
          found.counts.forEach((count, bin) => {
            const [low, high] = [found.edges[bin]!, found.edges[bin + 1]!];
            const isIn = (v: number) => v >= low && (v < high || (bin === bins - 1 && v === to));
            expect(count).toBe(values.filter(isIn).length);
          });
          const counted = found.counts.reduce((sum, count) => sum + count, 0);
          expect(counted + found.below + found.above).toBe(values.length);
        },
      ),
    );
  });

  test('needs a range and bins', () => {
    expect(() => histogram(WAVES, { from: 1, to: 1, bins: 4 })).toThrow(
      'from a lower value to a higher one, got 1 to 1',
    );
    expect(() => histogram(WAVES, { from: 0, to: Number.NaN, bins: 4 })).toThrow('got 0 to NaN');
    expect(() => histogram(WAVES, { from: 0, to: 1, bins: 0 })).toThrow('between 1 and 65536 bins, got 0');
  });
});

test('values that are not finite have no range', () => {
  const plane = planeOf(3, 1, 1, () => 0);
  expect(finiteRange({ ...plane, values: [Number.NaN, -2, Number.POSITIVE_INFINITY] })).toEqual({
    least: -2,
    most: -2,
  });
  expect(finiteRange({ ...plane, values: [Number.NaN, Number.NaN, Number.NEGATIVE_INFINITY] })).toBeNull();
});
