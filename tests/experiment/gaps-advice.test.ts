import { describe, expect, test } from 'vitest';
import type { ScanAdvice } from '../../src/experiment/advice.ts';
import { scanAdvice } from '../../src/experiment/scan-advice.ts';
import { scatteredFanScan } from '../../src/geometry/fan/fan-scan.ts';
import { squareGrid } from '../../src/geometry/grid.ts';
import { scatteredScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { DEGREES } from '../support/walk.ts';

const grid = squareGrid(64, 1);
const steps = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.round((to - from) / step) }, (_, i) => from + i * step);
const radians = (degrees: readonly number[]) => Float64Array.from(degrees, (angle) => angle * DEGREES);
const ofKind = (advice: ScanAdvice[], kind: string) => advice.find((one) => one.kind === kind)!;
const parallelAdvice = (degrees: readonly number[]) =>
  scanAdvice(scatteredScan(radians(degrees), { channels: 65, channelSpacingMm: 1, offset: 0 }), grid, 30);
/** Sees an object of 100 mm from 500 mm under ±11.54°. */
const fanAdvice = (degrees: readonly number[]) => {
  const machine = { sourceToIsocenterMm: 500, sourceToDetectorMm: 1000, channels: 301, channelSpacingMm: 2, offset: 0 };
  return scanAdvice(scatteredFanScan(radians(degrees), { detector: 'arc', ...machine }), grid, 100);
};

describe('parallel views in groups', () => {
  test('are told with all their gaps', () => {
    const advice = parallelAdvice([...steps(0, 30), ...steps(60, 90), ...steps(120, 150)]);
    expect(ofKind(advice, 'arc')).toMatchObject({ ok: false });
    expect(ofKind(advice, 'arc').sentence).toMatch(/3 groups that cover 90° in total, with gaps of 30° between them/);
    expect(ofKind(advice, 'views').sentence).toMatch(/^90 projections over 90° are/);
  });

  test('with gaps of different widths, half a turn on, in any order', () => {
    const groups = [...steps(0, 40, 0.5), ...steps(50, 100, 0.5), ...steps(130, 180, 0.5)];
    const { sentence } = ofKind(parallelAdvice(groups.map((angle, i) => angle + 180 * (i % 2)).reverse()), 'arc');
    expect(sentence).toMatch(/2 groups that cover 140° in total, with gaps of 10° to 30°/);
  });

  test('with one gap are an arc', () => {
    expect(ofKind(parallelAdvice([...steps(0, 60), ...steps(90, 180)]), 'arc').sentence).toMatch(/^An arc of 150°/);
  });
});

describe('a fan’s views in groups', () => {
  test('leave nothing out where each gap is seen from its other side', () => {
    const { ok, sentence } = ofKind(fanAdvice([...steps(0, 100), ...steps(110, 230), ...steps(240, 360)]), 'arc');
    expect(ok).toBe(true);
    expect(sentence).toMatch(/2 groups that cover 340° in total, with gaps of 10° between them: every line/);
  });

  test('leave lines out where gaps face each other, as near as the fan is wide', () => {
    for (const shift of [0, 22, 32]) {
      const advice = ofKind(
        fanAdvice([...steps(0, 170), ...steps(180, 350 - shift), ...steps(360 - shift, 360)]),
        'arc',
      );
      expect([shift, advice.ok]).toEqual([shift, false]);
    }
    // From 170° to 180°, seen across: from 326.9° to 23.1°.
    expect(ofKind(fanAdvice([...steps(0, 170), ...steps(180, 316), ...steps(326, 360)]), 'arc').ok).toBe(true);
  });
});

test.each([parallelAdvice, fanAdvice])('views at one angle are no scan', (adviceOn) => {
  const advice = adviceOn([40, 40, 40, 40.0005]);
  expect(ofKind(advice, 'arc')).toMatchObject({
    ok: false,
    sentence: expect.stringMatching(/^All 4 views are from the same direction/),
  });
  expect(ofKind(advice, 'views').sentence).toMatch(/^1 distinct projection over/);
});
