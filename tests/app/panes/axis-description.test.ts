import { describe, expect, it } from 'vitest';
import { axisPositionOf, axisThroughCentres, axisTitle, axisValueAt } from '../../../src/app/panes/axis-description.ts';

describe('an axis through pixel centres', () => {
  it('puts x of the first and the last column where the conventions say', () => {
    const columns = 512;
    const x = axisThroughCentres('x', 'mm', { first: -255.5 * 0.5, step: 0.5, count: columns });
    expect(x.start).toBe(-128);
    expect(x.end).toBe(128);
    expect(axisValueAt(x, columns, 0.5)).toBe(-127.75);
    expect(axisPositionOf(x, columns, 0)).toBe(256);
  });

  it('puts view v of V at s + v·A/V', () => {
    const angle = axisThroughCentres('view angle', '°', { first: 10, step: 180 / 4, count: 4 }, 'degrees');
    expect([0, 1, 2, 3].map((view) => axisValueAt(angle, 4, view + 0.5))).toEqual([10, 55, 100, 145]);
  });

  it('names its unit', () => {
    expect(axisTitle({ label: 'x', unit: 'mm', start: 0, end: 1, steps: 'decimal' })).toBe('x (mm)');
    expect(axisTitle({ label: 'channel', unit: null, start: 0, end: 1, steps: 'integer' })).toBe('channel');
  });
});
