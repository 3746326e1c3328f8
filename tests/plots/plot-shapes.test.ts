import { describe, expect, it } from 'vitest';
import type { PlotContent, PlotSeries } from '../../src/plots/plot.ts';
import { type PlotLayoutWish, plotLayout } from '../../src/plots/plot-layout.ts';
import { countHidden, placedMarks } from '../../src/plots/plot-shapes.ts';

const WISH: PlotLayoutWish = {
  ...{ width: 400, height: 200, fontPixels: 11, hasMarks: true },
  ...{ horizontalIsLog: false, verticalIsLog: false },
};
const contentOf = (series: readonly PlotSeries[], marks: PlotContent['marks'] = []): PlotContent => ({
  title: 'A plot',
  horizontal: { label: 'frequency', unit: '1/mm', scale: 'linear' },
  vertical: { label: 'MTF', unit: '', scale: 'linear' },
  ...{ series, marks },
});
const LINE: PlotSeries = { name: 'a', kind: 'line', x: [0, 1], y: [1, 0] };

describe('names of marks', () => {
  const anchorsOf = (...places: readonly number[]) => {
    const content = contentOf(
      [LINE],
      places.map((x, i) => ({ x, label: `f${i}0` })),
    );
    return placedMarks(content, plotLayout(content, WISH)).map(({ label, anchor }) => [label, anchor]);
  };

  it('stand over their lines', () => {
    expect(anchorsOf(0.4, 0.6)).toEqual([
      ['f00', 'middle'],
      ['f10', 'middle'],
    ]);
  });

  it('stand to either side where they would run into each other', () => {
    expect(anchorsOf(0.4, 0.42)).toEqual([
      ['f00', 'end'],
      ['f10', 'start'],
    ]);
    expect(anchorsOf(0.42, 0.4)).toEqual([
      ['f10', 'end'],
      ['f00', 'start'],
    ]);
  });

  it('never run into each other, nor out of the frame', () => {
    expect(anchorsOf(0.01, 0.02)).toEqual([
      ['f00', 'start'],
      ['', 'middle'],
    ]);
    expect(anchorsOf(0.97, 0.99)).toEqual([
      ['f00', 'middle'],
      ['', 'end'],
    ]);
  });

  it('are left out where a logarithmic axis has no place for them', () => {
    const content = contentOf([LINE], [{ x: 0, label: 'f50' }]);
    expect(placedMarks(content, plotLayout(content, { ...WISH, horizontalIsLog: true }))).toEqual([]);
  });
});

describe('what a logarithmic axis has no place for', () => {
  const hiddenOf = (kind: PlotSeries['kind'], y: readonly number[]) => {
    const series = [{ name: 'a', kind, x: y.map((_, i) => i), y }];
    return countHidden(series, plotLayout(contentOf(series), { ...WISH, verticalIsLog: true }));
  };

  it('is counted, but for empty bins', () => {
    expect(hiddenOf('line', [0, 1, -3, 10, Number.NaN])).toBe(2);
    expect(hiddenOf('points', [0, 1, 0, 10])).toBe(2);
    expect(hiddenOf('steps', [0, 1, 0, 10])).toBe(0);
    expect(hiddenOf('steps', [0, 1, -2, 10])).toBe(1);
  });
});
