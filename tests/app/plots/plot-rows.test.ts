import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlotSeries } from '../../../src/plots/plot.ts';
import { plotRows } from '../../../src/plots/plot-rows.ts';
import { plotTable } from '../../../src/plots/plot-table.ts';
import { CURVES, DOTS } from './contents.ts';

const seriesOf = (...x: readonly number[]): PlotSeries => ({ name: 'a', kind: 'points', x, y: x.map((_, i) => i) });

describe('the rows of a plot', () => {
  it('share an x, and give each of several points at one x a row', () => {
    const rows = plotRows([seriesOf(2, 1, 2), seriesOf(2, 3, Number.NaN)]);
    expect(rows.x).toEqual([1, 2, 2, 3]);
    expect(rows.points.map((column) => [...column])).toEqual([
      [1, 0, 2, -1],
      [-1, 0, -1, 1],
    ]);
  });

  it('hold every point with an x exactly once, from left to right', () => {
    const some = fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 4 }), (lists) => {
        const series = lists.map((x) => seriesOf(...x));
        const { x, points } = plotRows(series);
        expect(x).toEqual([...x].sort((a, b) => a - b));
        for (const [i, one] of series.entries()) {
          const there = [...points[i]!].flatMap((point, row) => (point < 0 ? [] : [[point, x[row]]]));
          expect(there.sort((a, b) => a[0]! - b[0]!)).toEqual(one.x.map((value, point) => [point, value]));
        }
        // None is empty.
        for (let row = 0; row < x.length; row++) expect(points.some((column) => column[row]! >= 0)).toBe(true);
      }),
    );
  });

  it('are those of the table, with errors beside their values and nothing where there is none', () => {
    expect(plotTable(CURVES)).toEqual({
      columns: ['Spatial frequency (1/mm)', 'Hann', 'Hann ±', 'Theory <Hann>'],
      rows: [
        [0, 1, 0, 1],
        [0.5, 0.5, 0.02, null],
        [1, null, 0.02, 0.25],
        [1.5, 0.1, 0.03, null],
        [2, null, null, 0],
      ],
    });
    expect(plotTable(DOTS).columns).toEqual(['Photons × projections', 'Scans (HU)', 'Scans ± (HU)']);
    expect(plotTable(DOTS).rows.map(([x, y]) => [x, y])).toEqual([
      [0, 3],
      [1e4, 10],
      [1e6, 1],
      [1e6, 1.5],
    ]);
  });
});
