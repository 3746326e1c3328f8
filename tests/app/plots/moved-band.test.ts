// A display window on a histogram's axis: what a hand makes of it.

import { describe, expect, test } from 'vitest';
import { movedBand } from '../../../src/app/plots/moved-band.ts';
import { plotScale } from '../../../src/plots/plot-scale.ts';

const scaleOf = (values: readonly number[], isLog = false) =>
  plotScale({ values, isLog, steps: 'decimal', reaches: null, margin: 0, fromZero: false, wantedTicks: 5 });

describe('a band', () => {
  const scale = scaleOf([-1000, 1000]);
  const band = { from: -160, to: 240 };

  test('follows a hand by its edges, and as a whole', () => {
    expect(movedBand(scale, band, 'from', 0.05)).toEqual({ from: expect.closeTo(-60, 9), to: 240 });
    expect(movedBand(scale, band, 'to', -0.05)).toEqual({ from: -160, to: expect.closeTo(140, 9) });
    expect(movedBand(scale, band, 'both', 0.1)).toEqual({ from: expect.closeTo(40, 9), to: expect.closeTo(440, 9) });
  });

  test('keeps its edges in their order', () => {
    expect(movedBand(scale, band, 'from', 0.9)).toEqual({ from: expect.closeTo(236, 9), to: 240 });
    expect(movedBand(scale, band, 'to', -0.9)).toEqual({ from: -160, to: expect.closeTo(-156, 9) });
  });

  test('goes beyond the axis, as a window does', () => {
    expect(movedBand(scale, band, 'to', 1)).toEqual({ from: -160, to: expect.closeTo(2240, 9) });
  });

  test('moves by factors along a logarithmic axis', () => {
    const log = scaleOf([1, 100], true);
    expect(movedBand(log, { from: 2, to: 20 }, 'both', 0.5)).toEqual({
      from: expect.closeTo(20, 9),
      to: expect.closeTo(200, 9),
    });
  });
});
