import { expect, test } from 'vitest';
import { interpolationTransfer } from '../../src/kernels/refine-views/interpolation.ts';
import { refineViews } from '../kernels/as-functions.ts';

const view = (channels: number, of: (channel: number) => number) =>
  Float32Array.from({ length: channels }, (_, channel) => of(channel));

test.each([1, 2, 3, 4, 9])('a straight line of %i channels stays one, and ends half a channel beyond', (channels) => {
  const line = (channel: number) => 3 + 2 * channel;
  const refined = refineViews(view(channels, line), channels);
  expect(Array.from(refined.slice(1, -1))).toEqual(
    Array.from({ length: 2 * channels - 1 }, (_, half) => line(half / 2)),
  );
  expect([refined[0], refined.at(-1)]).toEqual([line(0) / 2, line(channels - 1) / 2]);
});

test('midway between channels is the cubic through the four beside, where there are four', () => {
  const cubic = (x: number) => 1 - x + x ** 2 / 4 - x ** 3 / 16;
  const refined = refineViews(view(8, cubic), 8);
  for (const midway of [1.5, 2.5, 3.5, 4.5, 5.5]) expect(refined[2 * midway + 1]).toBeCloseTo(cubic(midway), 5);
  expect(refined[2]).toBeCloseTo((cubic(0) + cubic(1)) / 2, 5);
});

test('views do not mix', () => {
  const two = Float32Array.of(1, 2, 4, 8, 16, 0, 0, 0, 0, 0);
  expect(refineViews(two, 5).slice(11)).toEqual(new Float32Array(11));
});

test.each([0, 0.1, 0.25, 0.5, 0.77, 1])('of %s periods per channel passes what a sum over a single 1 says', (f) => {
  // Half-channel triangles on the numbers that a single 1 becomes, transformed by hand: Σ r(j)·cos(πfj)·sinc²(f/2)/2.
  const refined = refineViews(
    view(11, (channel) => (channel === 5 ? 1 : 0)),
    11,
  );
  const triangle = f === 0 ? 1 : (Math.sin((Math.PI * f) / 2) / ((Math.PI * f) / 2)) ** 2;
  const sum = refined.reduce((total, value, i) => total + value * Math.cos(Math.PI * f * (i - 11)), 0);
  expect(interpolationTransfer('smooth', f)).toBeCloseTo((sum / 2) * triangle, 6);
  const sinc = f === 0 ? 1 : Math.sin(Math.PI * f) / (Math.PI * f);
  expect(interpolationTransfer('linear', f)).toBeCloseTo(sinc ** 2, 12);
});
