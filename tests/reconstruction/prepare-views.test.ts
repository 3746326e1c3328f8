import { expect, test } from 'vitest';
import { geometryOf } from '../../src/geometry/scan.ts';
import { planPreparation, prepareViews } from '../../src/reconstruction/prepare-views.ts';
import { rampFilter } from '../../src/reconstruction/ramp-filter.ts';
import { expectSameBits } from '../support/close.ts';
import { coneOf } from '../support/cone-walk.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { randomArray } from '../support/random.ts';
import { cpuOperators, scanOfArc } from '../support/walk.ts';
import { WatchedOperators } from '../support/watched-operators.ts';

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

test('views that are filtered where they are have the bits of those that are filtered into another array', async () => {
  const scan = coneOf();
  const rows = scan.rows * scan.anglesRad.length;
  const run = async (filtersInPlace: boolean) => {
    const operators = new WatchedOperators(cpuOperators(), 7);
    operators.filtersInPlace = filtersInPlace;
    const readings = await operators.upload(randomArray(rows * scan.channels, 3), rows, scan.channels);
    const prepared = await operators.create(rows, scan.channels);
    for await (const _ of prepareViews(operators, planPreparation(scan, 'hann', 1), readings, prepared));
    return { values: await operators.read(prepared), arrays: operators.count('create') - 1 };
  };
  const [apart, inPlace] = [await run(false), await run(true)];
  expect([apart.arrays, inPlace.arrays]).toEqual([1, 0]);
  expect(inPlace.values.some((value) => value !== 0)).toBe(true);
  expectSameBits(inPlace.values, apart.values);
});
