import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPositive, type PlotScaleWish, plotScale } from '../../../src/plots/plot-scale.ts';

const scaleOf = (values: readonly number[], wish: Partial<PlotScaleWish> = {}) =>
  plotScale({
    ...{ values, isLog: false, steps: 'decimal', reaches: null, margin: 0, fromZero: false, wantedTicks: 5 },
    ...wish,
  });
const textsOf = (...from: Parameters<typeof scaleOf>) => scaleOf(...from).ticks.map(({ text }) => text);

describe('the axis of a plot', () => {
  it('reaches as far as its values, and in parts of it', () => {
    const { least, most, partOf } = scaleOf([3, Number.NaN, -1, Number.POSITIVE_INFINITY, 1]);
    expect([least, most]).toEqual([-1, 3]);
    expect([partOf(-1), partOf(1), partOf(3)]).toEqual([0, 0.5, 1]);
  });

  it('begins at zero where heights are compared and zero is near, and has no margin there', () => {
    expect(scaleOf([1, 10], { fromZero: true, margin: 0.1 })).toMatchObject({ least: 0, most: 11 });
    expect(scaleOf([-10, -1], { fromZero: true, margin: 0.1 })).toMatchObject({ least: -11, most: 0 });
    expect(scaleOf([90, 100], { fromZero: true })).toMatchObject({ least: 90, most: 100 });
  });

  it('has a length where all values are one, and where there is none', () => {
    for (const values of [[7], [0], [-2, -2], [], [Number.NaN]]) {
      const { least, most, ticks } = scaleOf(values);
      expect(most).toBeGreaterThan(least);
      expect(ticks.length).toBeGreaterThan(1);
    }
  });

  it('stands still at what it is to reach at the least', () => {
    expect(scaleOf([0.2], { reaches: [0, 1], fromZero: true, margin: 0.05 })).toMatchObject({ least: 0, most: 1 });
    expect(scaleOf([0.2, 1.5], { reaches: [0, 1] }).most).toBe(1.5);
  });

  it('is logarithmic over whatever is positive, at least a decade and at most nine', () => {
    const { least, most, partOf, has } = scaleOf([0, -5, 1, 1e4], { isLog: true });
    expect(least).toBeCloseTo(1, 9);
    expect(most).toBeCloseTo(1e4, 5);
    expect(partOf(100)).toBeCloseTo(0.5, 9);
    expect([has(0), has(-5), has(Number.NaN), has(2)]).toEqual([false, false, false, true]);
    const short = scaleOf([5, 6], { isLog: true });
    expect(short.most / short.least).toBeCloseTo(10, 9);
    const long = scaleOf([1e-33, 1], { isLog: true });
    expect(long.most / long.least).toBeCloseTo(1e9, 0);
    expect(long.has(1e-33)).toBe(false);
  });

  it('writes powers of ten where digits grow too many, and leaves some out where not all find room', () => {
    expect(textsOf([1, 1000], { isLog: true })).toEqual(['1', '10', '100', '1000']);
    expect(textsOf([1e-8, 1], { isLog: true, wantedTicks: 4 })).toEqual(['10⁻⁶', '0.001', '1']);
    expect(textsOf([2, 9], { isLog: true })).toEqual(['2', '5', '10']);
    expect(textsOf([0, 720], { steps: 'degrees' })).toEqual(['0', '180', '360', '540', '720']);
  });

  it('has two ticks at least and each within it, whatever its values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1 }),
        fc.boolean(),
        fc.integer({ min: 2, max: 9 }),
        (values, isLog, wantedTicks) => {
          const scale = scaleOf(values, { isLog, wantedTicks, margin: 0.05 });
          // Two doubles beside each other have no round numbers between them.
          fc.pre(
            scale.isLog || scale.most - scale.least > 1e-9 * Math.max(Math.abs(scale.least), Math.abs(scale.most)),
          );
          expect(scale.ticks.length).toBeGreaterThanOrEqual(isLog ? 2 : 1);
          for (const { value } of scale.ticks) {
            expect(scale.partOf(value)).toBeGreaterThanOrEqual(-1e-6);
            expect(scale.partOf(value)).toBeLessThanOrEqual(1 + 1e-6);
          }
          for (const value of values) if (scale.has(value)) expect(scale.partOf(value)).toBeLessThanOrEqual(1 + 1e-9);
        },
      ),
    );
  });

  it('knows whether it could be logarithmic', () => {
    expect(hasPositive([0, -1, Number.NaN, Number.POSITIVE_INFINITY])).toBe(false);
    expect(hasPositive([0, 1e-30])).toBe(true);
  });
});
