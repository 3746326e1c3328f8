import { expect, test } from 'vitest';
import { geometryOf } from '../../src/geometry/scan.ts';
import { planPreparation } from '../../src/reconstruction/prepare-views.ts';
import { rampFilter } from '../../src/reconstruction/ramp-filter.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { scanOfArc } from '../support/walk.ts';

test('a ramp is the one of its numbers whatever was asked for before, and the same again for the same', () => {
  const cases = [
    [31, 1.5, 'ram-lak', 1],
    [40, 1.5, 'ram-lak', 1],
    [31, 2, 'ram-lak', 1],
    [31, 1.5, 'hann', 1],
    [31, 1.5, 'ram-lak', 0.5],
  ] as const;
  for (const [channels, channelSpacingMm, window, cutoff] of [...cases, ...cases]) {
    const scan = scanOfArc({ views: 4, channels, channelSpacingMm });
    const { weights, filter } = planPreparation(scan, window, cutoff);
    expect(weights).toBeNull();
    expect(filter).toEqual(rampFilter(channels, channelSpacingMm, window, cutoff));
    expect(planPreparation({ ...scan }, window, cutoff).filter).toBe(filter);
  }
});

test('rays from a source have ramps of their own, though the samples stand as far apart', () => {
  const machine = { sourceToIsocenterMm: 1, sourceToDetectorMm: 40, channels: 31, channelSpacingMm: 0.5, views: 12 };
  const scans = [
    fanOfArc({ ...machine, detector: 'arc' }),
    fanOfArc({ ...machine, detector: 'flat' }),
    scanOfArc({ views: 12, channels: 31, channelSpacingMm: 0.5 / 40 }),
  ];
  const [arc, flat, parallel] = scans.map((scan) => planPreparation(scan, 'ram-lak', 1).filter!);
  expect(flat!.response).toEqual(parallel!.response.map((gain) => gain / 2));
  expect(arc!.response).not.toEqual(flat!.response);
});

test('plain back-projection leaves the ramp out, and has weights where a geometry has them', () => {
  const fan = fanOfArc({
    sourceToIsocenterMm: 10,
    sourceToDetectorMm: 40,
    channels: 5,
    channelSpacingMm: 2,
    views: 12,
  });
  const { weights, filter } = planPreparation(fan, 'none', 1);
  expect(weights).toEqual(geometryOf(fan).weighting!.weights(fan, true));
  expect(filter).toBeNull();
});
