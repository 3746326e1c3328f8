import { describe, expect, test } from 'vitest';
import { coneArcScan } from '../../src/geometry/cone/cone-scan.ts';
import { fanArcScan } from '../../src/geometry/fan/fan-scan.ts';
import type { AnyScanSettings } from '../../src/geometry/geometry-settings.ts';
import { arcScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { parallelRowsScan } from '../../src/geometry/parallel-rows/parallel-rows-scan.ts';
import { GEOMETRIES } from '../../src/geometry/registry.ts';
import { channelRays, geometryOf, type Scan } from '../../src/geometry/scan.ts';
import { channelSeeing, rayEnds } from '../../src/geometry/scan-points.ts';
import { usualValues } from '../../src/spec-settings.ts';
import { tomosynthesisOf } from '../support/tomosynthesis-walk.ts';
import { DEGREES } from '../support/walk.ts';

const arc = (arcDeg: number) => ({ views: 12, startRad: 0.3, arcRad: arcDeg * DEGREES });
const detector = { channels: 31, channelSpacingMm: 1.7, offset: -2.25 };
const machine = { ...detector, sourceToIsocenterMm: 80, sourceToDetectorMm: 140 };

/** A scan of every geometry, and of every kind of detector that it has. */
const SCANS: readonly (readonly [string, Scan])[] = [
  ['parallel', arcScan(arc(180), detector)],
  ['fan onto an arc', fanArcScan(arc(360), { ...machine, detector: 'arc' })],
  ['fan onto a flat panel, clockwise', fanArcScan(arc(-220), { ...machine, detector: 'flat' })],
  [
    'cone onto a panel',
    coneArcScan(arc(360), {
      ...machine,
      detector: 'flat',
      rows: 4,
      rowSpacingMm: 2,
      rowOffset: 0.5,
      pitchMm: 0,
      startZMm: 0,
    }),
  ],
  [
    'parallel, several rows',
    parallelRowsScan(arcScan(arc(180), detector), { rows: 4, rowSpacingMm: 2, rowOffset: 0.5 }),
  ],
];

/** Whose rays leave the slice: what holds of them stands in tomosynthesis.test.ts. */
const ACROSS_SLICES = [tomosynthesisOf()];

test('there is a scan of every geometry here', () => {
  const all = [...SCANS.map(([, scan]) => scan), ...ACROSS_SLICES];
  expect([...new Set(all.map(({ geometry }) => geometry))]).toEqual(GEOMETRIES.names);
  for (const scan of ACROSS_SLICES) expect(geometryOf(scan).focusing).toBeDefined();
});

describe.each(SCANS)('%s', (_, scan) => {
  const geometry = geometryOf(scan);
  const channels = [-0.5, 0, 7.25, 15, 30, 30.5];

  test.each([0, 5, 11])('view %i: the ray of β and γ is the parallel ray θ = β − γ at its distance', (view) => {
    for (const channel of channels) {
      const theta = scan.anglesRad[view]! - geometry.fanAngleRad(scan, channel);
      const distance = geometry.rayDistanceMm(scan, channel);
      const { from, to } = rayEnds(scan, view, channel, 90);
      for (const { xMm, yMm } of [from, to]) {
        expect(xMm * Math.cos(theta) + yMm * Math.sin(theta)).toBeCloseTo(distance, 9);
      }
      // From the source's side to the detector's.
      expect((to.xMm - from.xMm) * -Math.sin(theta) + (to.yMm - from.yMm) * Math.cos(theta)).toBeGreaterThan(0);
    }
  });

  test('a point on a ray is seen by its channel', () => {
    for (const channel of channels) {
      const { from, to } = rayEnds(scan, 3, channel, 90);
      for (const part of [0.2, 0.7]) {
        const point = { xMm: from.xMm + part * (to.xMm - from.xMm), yMm: from.yMm + part * (to.yMm - from.yMm) };
        expect(channelSeeing(scan, 3, point)).toBeCloseTo(channel, 9);
      }
    }
  });

  test('its table of rays is what each channel says', () => {
    const rays = channelRays(scan);
    for (let channel = 0; channel < scan.channels; channel++) {
      expect(rays.fanAngleRad[channel]).toBe(geometry.fanAngleRad(scan, channel));
      expect(rays.distanceMm[channel]).toBe(geometry.rayDistanceMm(scan, channel));
    }
    expect(geometry.halfFanAngleRad(scan)).toBe(Math.max(...rays.fanAngleRad.map(Math.abs)));
  });

  test('near the central ray channels stand as far apart as the spec says', () => {
    const middle = 15 + scan.offset;
    const apart = geometry.rayDistanceMm(scan, middle + 0.005) - geometry.rayDistanceMm(scan, middle - 0.005);
    expect(apart / 0.01).toBeCloseTo(geometry.isocenterSpacingMm(scan), 5);
  });

  test('rays come from the source, which a shift moves across them', () => {
    const { from } = rayEnds(scan, 2, 4, 90);
    const shifted = geometry.withSourceShift(scan, 1.5);
    const rays = channelRays(shifted);
    const beta = scan.anglesRad[2]!;
    if (!geometry.source) {
      expect(geometry.sourceRadiusMm(scan)).toBe(Number.POSITIVE_INFINITY);
      expect(rays).toEqual(channelRays(scan));
      return;
    }
    expect(Math.hypot(from.xMm, from.yMm)).toBeCloseTo(geometry.sourceRadiusMm(scan), 9);
    const [x, y] = [from.xMm + 1.5 * Math.cos(beta), from.yMm + 1.5 * Math.sin(beta)];
    const { to } = rayEnds(scan, 2, 4, 90);
    for (const point of [
      [x, y],
      [to.xMm, to.yMm],
    ] as const) {
      const theta = beta - rays.fanAngleRad[4]!;
      expect(point[0] * Math.cos(theta) + point[1] * Math.sin(theta)).toBeCloseTo(rays.distanceMm[4]!, 9);
    }
  });

  test('with the views that are missing nothing is missing any more', () => {
    const whole = geometry.withMissingViews(scan, 1000);
    const needed = Math.PI + 2 * geometry.halfFanAngleRad(scan);
    const step = geometry.coveredArcRad(whole) / whole.anglesRad.length;
    expect(geometry.coveredArcRad(whole)).toBeGreaterThan(Math.min(needed, geometry.periodRad) - step);
    expect(geometry.withMissingViews(whole, 1000)).toBe(whole);
    expect(geometry.withMissingViews(scan, scan.anglesRad.length)).toBe(scan);
  });
});

describe.each(GEOMETRIES.all.map((geometry) => [geometry.name, geometry] as const))('the spec of %s', (_, geometry) => {
  const { settings, source, rebinning, words } = geometry;
  const own = { geometry: geometry.name, ...usualValues(settings.own) };
  const usual: AnyScanSettings = { ...settings.usual, startDeg: 0, channels: 736, offset: 0, ...own };

  test('makes a scan of what is usual, evenly on the arc or wherever views stand', () => {
    expect(settings.whyWrong(usual)).toBeNull();
    expect(() => settings.mustBePossible(usual)).not.toThrow();
    const scan = settings.scan(usual, null);
    expect(scan).toMatchObject({ geometry: geometry.name, channels: 736, channelSpacingMm: usual.channelSpacingMm });
    expect(geometry.coveredArcRad(scan)).toBeCloseTo(usual.arcDeg * DEGREES, 9);
    const anglesRad = geometry.focusing ? Float64Array.of(0.1, -0.4, 0.3, 0.2) : Float64Array.of(0.1, 2, 1, 4);
    expect(settings.scan({ ...usual, views: 4 }, anglesRad).anglesRad).toEqual(anglesRad);
  });

  test('says the same of its source to whoever has settings and to whoever has a scan', () => {
    const scan = settings.scan(usual, null);
    const distances = source?.distances(usual);
    expect(geometry.sourceRadiusMm(scan)).toBe(distances?.sourceToIsocenterMm ?? Number.POSITIVE_INFINITY);
    const magnification = distances ? distances.sourceToDetectorMm / distances.sourceToIsocenterMm : 1;
    expect(geometry.isocenterSpacingMm(scan) * magnification).toBeCloseTo(usual.channelSpacingMm, 9);
  });

  test('says why it is not rebinned, or how it is', () => {
    expect(words.whyNotRebinned === null).toBe(rebinning !== null);
    if (!rebinning) return;
    const scan = settings.scan(usual, null);
    const { startRad, arcRad } = rebinning.arc(scan);
    expect(rebinning.overArc(scan, { views: usual.views, startRad, arcRad })).toEqual(scan);
  });

  test('has choices that differ by its own settings, under names that no other has', () => {
    const names = GEOMETRIES.all.flatMap((other) => other.settings.choices.map(({ name }) => name));
    for (const choice of settings.choices) {
      expect(names.filter((name) => name === choice.name)).toHaveLength(1);
      expect(Object.keys(own)).toEqual(expect.arrayContaining(Object.keys(choice.settings)));
    }
    expect(usual).toMatchObject(settings.choices[0]!.settings);
  });
});
