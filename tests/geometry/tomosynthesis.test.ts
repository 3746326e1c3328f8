import { describe, expect, test } from 'vitest';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { loweredRays, setSpaceRay } from '../../src/geometry/lowered-rays.ts';
import { seenAt } from '../../src/geometry/lowered-scan.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import { emptySpaceRay } from '../../src/geometry/space-ray.ts';
import { tomosynthesis } from '../../src/geometry/tomosynthesis/spec.ts';
import { shiftAndAddWeights, tomosynthesisWeights } from '../../src/geometry/tomosynthesis/tomosynthesis-readings.ts';
import { tomosynthesisSettings } from '../../src/geometry/tomosynthesis/tomosynthesis-settings.ts';
import { usualValues } from '../../src/spec-settings.ts';
import { weightReadings } from '../kernels/as-functions.ts';
import { tomosynthesisOf } from '../support/tomosynthesis-walk.ts';
import { DEGREES } from '../support/walk.ts';

const detector = { channels: 61, channelSpacingMm: 1.7, offset: -2.25, rows: 40, rowSpacingMm: 1.1, rowOffset: 1.5 };
// Channel 30 − 2.25 and row 19.5 + 1.5 are straight below the pivot.
const [channel0, row0] = [27.75, 21];

describe('a stationary panel', () => {
  const scan = tomosynthesisOf({ ...detector, spanDeg: 50 });
  const numbers = loweredScan(scan);

  // The line from the source (600·sinβ, 0, 600·cosβ) through (x, y, z) meets z = −40 a part t of the way on, by similar triangles.
  test.each([
    [0, { xMm: 0, yMm: 0, zMm: 0 }],
    [0, { xMm: 7, yMm: -3, zMm: 25 }],
    [6, { xMm: -12, yMm: 9, zMm: -31 }],
    [10, { xMm: 5, yMm: 4, zMm: 17 }],
    [20, { xMm: 3, yMm: -8, zMm: -40 }],
  ])('view %i sees a place where its shadow falls', (view, place) => {
    const beta = (-25 + 2.5 * view) * DEGREES;
    const [sx, sz] = [600 * Math.sin(beta), 600 * Math.cos(beta)];
    const t = (sz + 40) / (sz - place.zMm);
    const { channel, row } = seenAt(numbers, view, place);
    expect(channel).toBeCloseTo(channel0 + (sx + t * (place.xMm - sx)) / 1.7, 9);
    expect(row).toBeCloseTo(row0 + (t * place.yMm) / 1.1, 9);
  });

  test('is mirrored in no view: x to the right, y upwards, as from the source', () => {
    for (let view = 0; view < 21; view++) {
      const at = (xMm: number, yMm: number) => seenAt(numbers, view, { xMm, yMm, zMm: 10 });
      expect(at(1, 0).channel).toBeGreaterThan(at(0, 0).channel);
      expect(at(0, 1).row).toBeGreaterThan(at(0, 0).row);
    }
    // The source goes from −x to +x, and the shadow of what is high up the other way.
    const shadow = (view: number) => seenAt(numbers, view, { xMm: 0, yMm: 0, zMm: 30 }).channel;
    expect(shadow(0)).toBeGreaterThan(shadow(10));
    expect(shadow(20)).toBeLessThan(shadow(10));
  });
});

describe('an isocentric panel', () => {
  const scan = tomosynthesisOf({ ...detector, panel: 'isocentric', spanDeg: 50 });
  const numbers = loweredScan(scan);

  test('sees the pivot in its middle, and magnifies what stands beside it by 640/600', () => {
    for (const view of [0, 9, 20]) {
      const beta = (-25 + 2.5 * view) * DEGREES;
      expect(seenAt(numbers, view, { xMm: 0, yMm: 0, zMm: 0 }).channel).toBeCloseTo(channel0, 9);
      const across = seenAt(numbers, view, { xMm: 6 * Math.cos(beta), yMm: 5, zMm: -6 * Math.sin(beta) });
      expect(across.channel).toBeCloseTo(channel0 + (6 * 640) / 600 / 1.7, 9);
      expect(across.row).toBeCloseTo(row0 + (5 * 640) / 600 / 1.1, 9);
      // Along the central ray nothing moves.
      const nearer = { xMm: 20 * Math.sin(beta), yMm: 0, zMm: 20 * Math.cos(beta) };
      expect(seenAt(numbers, view, nearer).channel).toBeCloseTo(channel0, 9);
    }
  });
});

describe.each(['stationary', 'isocentric'] as const)('rays onto a panel that is %s', (panel) => {
  const scan = tomosynthesisOf({ ...detector, panel, spanDeg: 50 });
  const rays = loweredRays(loweredScan(scan));
  const places = [
    [0, 0, 0],
    [3, 39, 60],
    [20, 7, 11],
  ] as const;

  test.each(places)('view %i, row %i, channel %i: from the source down to where that is seen', (view, row, channel) => {
    const ray = emptySpaceRay();
    setSpaceRay(ray, rays, view, row, channel);
    const beta = scan.anglesRad[view]!;
    expect([ray.originXMm, ray.originYMm, ray.originZMm]).toEqual(
      [600 * Math.sin(beta), 0, 600 * Math.cos(beta)].map((x) => expect.closeTo(x, 9)),
    );
    expect(ray.directionZ).toBeLessThan(0);
    const place = {
      xMm: ray.originXMm + 555 * ray.directionX,
      yMm: ray.originYMm + 555 * ray.directionY,
      zMm: ray.originZMm + 555 * ray.directionZ,
    };
    const seen = seenAt(loweredScan(scan), view, place);
    expect([seen.channel, seen.row]).toEqual([channel, row].map((x) => expect.closeTo(x, 8)));
  });

  // With what rays say themselves: the cosines to the central ray, to the panel's normal and to the vertical.
  test('readings are weighted by cosines of their rays', () => {
    const ones = new Float32Array(scan.anglesRad.length * scan.rows * scan.channels).fill(1);
    const all = { from: 0, to: scan.anglesRad.length * scan.rows };
    const filtered = weightReadings(tomosynthesisWeights(scan, false), ones, all);
    const plain = weightReadings(tomosynthesisWeights(scan, true), ones, all);
    const added = weightReadings(shiftAndAddWeights(scan, 50), ones, all);
    for (const [view, row, channel] of places) {
      const ray = emptySpaceRay();
      setSpaceRay(ray, rays, view, row, channel);
      const beta = scan.anglesRad[view]!;
      const [sine, cosine] = [Math.sin(beta), Math.cos(beta)];
      const toPivot = -ray.directionX * sine - ray.directionZ * cosine;
      const toNormal = panel === 'stationary' ? -ray.directionZ : toPivot;
      const height = panel === 'stationary' ? 600 * cosine + 40 : 640;
      const at = (view * scan.rows + row) * scan.channels + channel;
      expect(filtered[at]).toBeCloseTo((toPivot * height) / 640, 6);
      expect(plain[at]).toBeCloseTo(toNormal ** 2, 6);
      expect(added[at]).toBeCloseTo(-ray.directionZ / 50, 6);
    }
  });
});

test('what is left out is 21 views from −30° to 30°, and any views are symmetric', async () => {
  const own = usualValues(tomosynthesisSettings.own);
  const resolved = async (scan: object) => {
    const input = parseExperimentInput({
      version: 2,
      phantom: 'point-grid',
      scan: { geometry: 'tomosynthesis', ...scan },
    });
    const subject = await loadSubject(input, () => Promise.reject(new Error('no file is needed')));
    return resolveExperiment(input, subject).scan;
  };
  const wide = { sourceToIsocenterMm: 600, sourceToDetectorMm: 800 };
  const usual = await resolved(wide);
  expect(usual).toMatchObject({ ...own, ...wide, views: 21, arcDeg: 63, startDeg: -30 });
  const { anglesRad, viewWeightsRad } = tomosynthesisSettings.scan(usual as never, null);
  expect(anglesRad[20]! / DEGREES).toBeCloseTo(30, 9);
  expect(viewWeightsRad[7]! / DEGREES).toBeCloseTo(3, 9);
  // Nine views over 15° stand for steps of 15/9 degrees.
  expect(await resolved({ ...wide, views: 9, arcDeg: 15 })).toMatchObject({
    startDeg: expect.closeTo(-7.5 + 7.5 / 9, 8),
  });
  expect(await resolved({ ...wide, arcDeg: -63 })).toMatchObject({ startDeg: 30 });
  expect(await resolved({ ...wide, startDeg: -20 })).toMatchObject({ startDeg: -20 });
});

test.each([
  ['views from the side', { arcDeg: 200 }, /^scan: a view at -95\.2° would look at the detector from the side/],
  [
    'a wide cone',
    { channels: 4000 },
    /^scan: rays would leave the central ray by 56\.6°, and at most 45° are possible/,
  ],
  ['a detector above the pivot', { sourceToIsocenterMm: 700 }, /the detector must be beyond the axis/],
])('%s are refused', async (_, scan, sentence) => {
  const make = async () => {
    const input = parseExperimentInput({
      version: 2,
      phantom: 'point-grid',
      scan: { geometry: 'tomosynthesis', ...scan },
    });
    return resolveExperiment(input, await loadSubject(input, () => Promise.reject(new Error('no file'))));
  };
  await expect(make()).rejects.toThrow(sentence);
});

test.each(['stationary', 'isocentric'] as const)(
  'a ray to a %s panel is seen from the front where it runs',
  (panel) => {
    const scan = tomosynthesisOf({ panel, offset: 3 });
    const shifted = tomosynthesis.withSourceShift(scan, 2);
    for (const of of [scan, shifted]) {
      const middleRow = (of.rows - 1) / 2;
      for (const [view, channel] of [
        [0, 0],
        [7, 95],
        [20, 40],
      ] as const) {
        const { from, to } = tomosynthesis.focusing!.raySeenFromFront(of, view, channel);
        const ray = emptySpaceRay();
        setSpaceRay(ray, loweredRays(loweredScan(of)), view, middleRow, channel);
        expect([from.xMm, from.yMm]).toEqual([expect.closeTo(ray.originXMm, 9), expect.closeTo(ray.originZMm, 9)]);
        const [x, z] = [to.xMm - from.xMm, to.yMm - from.yMm];
        expect((x * ray.directionZ - z * ray.directionX) / Math.hypot(x, z)).toBeCloseTo(0, 9);
        // The panel’s middle is 40 mm below the pivot, straight opposite the source’s place where it turns.
        const angle = panel === 'stationary' ? 0 : scan.anglesRad[view]!;
        expect(to.xMm * Math.sin(angle) + to.yMm * Math.cos(angle)).toBeCloseTo(-40, 9);
        expect(to.xMm * Math.cos(angle) - to.yMm * Math.sin(angle)).toBeCloseTo(channel - 95 / 2 - 3, 9);
      }
    }
  },
);
