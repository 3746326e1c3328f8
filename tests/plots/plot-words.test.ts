import { describe, expect, test } from 'vitest';
import { plotInWords } from '../../src/plots/plot-words.ts';
import { CURVES, DOTS } from '../app/plots/contents.ts';

describe('a plot in words', () => {
  test('has its axes, and where each curve begins, ends and turns', () => {
    expect(plotInWords(CURVES)).toBe(
      'MTF of "Hann" & others: MTF over Spatial frequency (1/mm). ' +
        'Hann: 3 values from 1 at 0 1/mm to 0.1 at 1.5 1/mm. ' +
        'Theory <Hann>: 3 values from 1 at 0 1/mm to 0 at 2 1/mm. ' +
        'f50 = 0.5 1/mm.',
    );
    const profile = { ...CURVES, marks: [], series: [{ name: 'A', kind: 'line', x: [0, 1, 2, 3], y: [2, -4, 7, 3] }] };
    expect(plotInWords(profile as typeof CURVES)).toMatch(
      /A: 4 values from 2 at 0 1\/mm to 3 at 3 1\/mm, lowest −4 at 1 1\/mm, highest 7 at 2 1\/mm\.$/,
    );
  });

  test('goes from left to right, whatever the order of the points', () => {
    expect(plotInWords(DOTS)).toContain(
      'Scans: 4 values from 3 HU at 0 to 1.5 HU at 1×10⁶, lowest 1 HU at 1×10⁶, highest 10 HU at 10000.',
    );
  });

  test('says where there is one value, or none', () => {
    const of = (y: number[]) =>
      plotInWords({ ...DOTS, series: [{ name: 'A', kind: 'points', x: y.map((_, i) => i), y }] });
    expect(of([5])).toMatch(/A: 5 HU at 0\.$/);
    expect(of([Number.NaN])).toMatch(/A: no values\.$/);
    expect(of([])).toMatch(/A: no values\.$/);
  });
});
