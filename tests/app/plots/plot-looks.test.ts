import { describe, expect, it } from 'vitest';
import type { PlotSeries } from '../../../src/plots/plot.ts';
import { plotLooks } from '../../../src/plots/plot-looks.ts';

const curve = (length: number, isTheory = false): PlotSeries => {
  const x = Array.from({ length }, (_, i) => i);
  return { name: 'a', kind: 'line', x, y: x, ...(isTheory ? { isTheory } : {}) };
};

describe('how series are told apart', () => {
  it('without colour: no two have the same line and sign', () => {
    for (const length of [5, 500]) {
      const series = Array.from({ length: 14 }, () => curve(length));
      const looks = plotLooks(series).map(({ dash, marker }) => JSON.stringify([dash, marker]));
      expect(new Set(looks).size).toBe(series.length);
    }
  });

  it('has theory in the colour of its own curve, broken and without signs, each in another way', () => {
    const looks = plotLooks([curve(100), curve(100), curve(100, true), curve(100, true)]);
    expect(looks.map(({ colour }) => colour)).toEqual([0, 1, 0, 1]);
    expect(looks.slice(2).every(({ dash, marker }) => dash!.length > 0 && marker === null)).toBe(true);
    expect(looks[2]!.dash).not.toEqual(looks[3]!.dash);
    expect(plotLooks([curve(9), curve(9), curve(9, true)])[2]!.colour).toBe('quiet');
    // One curve over another in the same colour would hide it.
    expect(plotLooks([curve(9), curve(9, true)])[1]!.colour).toBe('quiet');
  });

  it('has the colour and the sign of their group, and of each group one whole line', () => {
    const looks = plotLooks([0, 0, 1, 1].map((group) => ({ ...curve(100), group })));
    expect(looks.map(({ colour, marker }) => [colour, marker])).toEqual([
      [0, 'circle'],
      [0, 'circle'],
      [1, 'square'],
      [1, 'square'],
    ]);
    expect(looks.map(({ dash }) => dash!.length > 0)).toEqual([false, true, false, true]);
  });

  it('has signs on few points, here and there on many, and none on a curve that stands alone', () => {
    expect(plotLooks([curve(9)])[0]).toMatchObject({ marker: 'circle', markerEvery: 1 });
    expect(plotLooks([curve(1000)])[0]!.marker).toBeNull();
    expect(plotLooks([curve(1000), curve(1000)])[1]).toMatchObject({ marker: 'square', markerEvery: 100 });
  });
});
