import { describe, expect, it } from 'vitest';
import {
  type CursorMove,
  movedPoint,
  nearestPoint,
  type PlotPoint,
  pointText,
} from '../../../src/app/plots/plot-cursor.ts';
import { plotLayout } from '../../../src/plots/plot-layout.ts';
import { readingText, readingWithUnit } from '../../../src/plots/plot-words.ts';
import { CURVES, DOTS } from './contents.ts';

const layoutOf = (content: typeof CURVES, isLog = false) =>
  plotLayout(content, {
    ...{ width: 400, height: 300, fontPixels: 12, horizontalIsLog: isLog, verticalIsLog: isLog, hasMarks: true },
  });
const walk = (content: typeof CURVES, moves: readonly CursorMove[], isLog = false) => {
  let at: PlotPoint | null = null;
  return moves.map((move) => {
    at = movedPoint(content, layoutOf(content, isLog), at, move);
    return at && `${at.series}:${at.point}`;
  });
};

describe('the cursor of a plot', () => {
  it('goes from value to value, over holes, and stays at the ends', () => {
    expect(walk(CURVES, ['right', 'right', 'right', 'right', 'left', 'first', 'left', 'last'])).toEqual([
      ...['0:0', '0:1', '0:3', '0:3', '0:1', '0:0', '0:0', '0:3'],
    ]);
  });

  it('goes to the nearest x of another series', () => {
    expect(walk(CURVES, ['right', 'last', 'down', 'down', 'up', 'up'])).toEqual([
      ...['0:0', '0:3', '1:1', '1:1', '0:1', '0:1'],
    ]);
  });

  it('goes from left to right, whatever the order of points, and passes over those that an axis has no place for', () => {
    expect(walk(DOTS, ['right', 'right', 'right', 'right'])).toEqual(['0:3', '0:1', '0:0', '0:2']);
    expect(walk(DOTS, ['right', 'right', 'right', 'right'], true)).toEqual(['0:1', '0:0', '0:2', '0:2']);
    expect(movedPoint({ ...DOTS, series: [] }, layoutOf(DOTS), null, 'right')).toBeNull();
  });

  it('finds the point nearest to a pointer, within its reach', () => {
    const layout = layoutOf(CURVES);
    const [across, down] = [layout.across(1.5), layout.down(0.1)];
    expect(nearestPoint(CURVES, layout, across + 5, down - 5)).toEqual({ series: 0, point: 3 });
    expect(nearestPoint(CURVES, layout, across + 5, down - 5, 7)).toBeNull();
    expect(nearestPoint(CURVES, layout, layout.across(2), layout.down(0), 2)).toEqual({ series: 1, point: 2 });
  });

  it('says a point in words, with its error and units', () => {
    expect(pointText(CURVES, { series: 0, point: 1 })).toBe('Hann: Spatial frequency 0.5 1/mm, MTF 0.5 ± 0.02');
    expect(pointText(CURVES, { series: 0, point: 0 })).toBe('Hann: Spatial frequency 0 1/mm, MTF 1');
    expect(pointText(DOTS, { series: 0, point: 1 })).toBe('Scans: Photons × projections 10000, Noise 10 HU ± 20 HU');
  });

  it('reads four digits, and powers of ten where they are many', () => {
    expect([0, 1 / 3, -1234.56, 7.2e6, 0.00012346].map(readingText)).toEqual([
      ...['0', '0.3333', '\u22121235', '7.2×10⁶', '1.235×10⁻⁴'],
    ]);
    expect(readingText(Number.NaN)).toBe('—');
    expect(readingWithUnit(90, { label: 'Angle', unit: '°', scale: 'linear' })).toBe('90°');
  });
});
