// How views go into subsets, and what some views of a scan are as a scan of their own.

import { expect, test } from 'vitest';
import { loweredScan, scanOfViews } from '../../src/geometry/scan.ts';
import { bitReversed, viewSubsets } from '../../src/methods/iterative/view-subsets.ts';
import { symmetricViews } from '../../src/operators/symmetric-views.ts';
import { coneOf } from '../support/cone-walk.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { scanOfArc } from '../support/walk.ts';

const parallel = scanOfArc({ views: 180, channels: 3, channelSpacingMm: 1 });
const short = fanOfArc({
  ...{ sourceToIsocenterMm: 40, sourceToDetectorMm: 90, views: 101, arcDeg: 211, channels: 3, channelSpacingMm: 1 },
});
const helix = coneOf({ views: 60, arcDeg: 1080, pitchMm: 9 });

test.each([
  [parallel, 1],
  [parallel, 7],
  [parallel, 180],
  [parallel, 1000],
  [short, 10],
  [helix, 8],
])('every view is in one subset, and subsets are alike', (scan, count) => {
  const views = scan.anglesRad.length;
  const subsets = viewSubsets(scan, count);
  expect(subsets.length).toBe(Math.min(count, views));
  expect(subsets.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: views }, (_, view) => view));
  const sizes = subsets.map(({ length }) => length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(5);
});

test('views that are projected together stay together where there are enough of them', () => {
  const whole = symmetricViews(loweredScan(parallel), { from: 0, to: 180 }).groups.length;
  const kept = viewSubsets(parallel, 10).map((views) => {
    const part = loweredScan(scanOfViews(parallel, views));
    return symmetricViews(part, { from: 0, to: views.length }).groups.length;
  });
  expect(kept.reduce((sum, groups) => sum + groups, 0)).toBe(whole);
});

test('view after view looks another way', () => {
  expect(bitReversed(6)).toEqual([0, 4, 2, 1, 5, 3]);
  expect(viewSubsets(parallel, 180).slice(0, 2)).toEqual([[0], [128]]);
});

test('the source of a helix stands where it does in the whole scan', () => {
  const views = [50, 3, 17];
  const { matrices } = loweredScan(scanOfViews(helix, views));
  const all = loweredScan(helix).matrices;
  views.forEach((view, i) => {
    expect(matrices.slice(12 * i, 12 * i + 12)).toEqual(all.slice(12 * view, 12 * view + 12));
  });
});
