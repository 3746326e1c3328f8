import { describe, expect, test } from 'vitest';
import { coneArcScan } from '../../src/geometry/cone/cone-scan.ts';
import { fanArcScan } from '../../src/geometry/fan/fan-scan.ts';
import { loweredRays, setSpaceRay } from '../../src/geometry/lowered-rays.ts';
import { type LoweredScan, MATRIX_LENGTH, seenAt, viewsOf } from '../../src/geometry/lowered-scan.ts';
import { arcScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import { emptySpaceRay, type SpaceRay } from '../../src/geometry/space-ray.ts';
import { tomosynthesisOf } from '../support/tomosynthesis-walk.ts';
import { DEGREES } from '../support/walk.ts';

const machine = {
  channels: 31,
  channelSpacingMm: 1.7,
  offset: -2.25,
  sourceToIsocenterMm: 80,
  sourceToDetectorMm: 140,
};
const around = { views: 7, startRad: 0.3, arcRad: 360 * DEGREES };

/** The same with several detector rows, which stand apart otherwise than channels do, and off the plane of the axis. */
const withRows = (scan: LoweredScan): LoweredScan => ({
  ...scan,
  detector: { ...scan.detector, rows: 9, axisRow: 3.25, rowsPerUnit: 0.7 * scan.detector.rowsPerUnit },
});

/** The same from a source and a detector that rise by 5 mm from view to view. */
function rising(scan: LoweredScan): LoweredScan {
  const matrices = scan.matrices.slice();
  for (let view = 0; view < viewsOf(scan); view++) matrices[MATRIX_LENGTH * view + 7] = (-5 * view) / scan.unitMm;
  return { ...scan, matrices };
}

const parallel = withRows(loweredScan(arcScan(around, machine)));
const arc = withRows(loweredScan(fanArcScan(around, { ...machine, detector: 'arc' })));
const flat = withRows(loweredScan(fanArcScan(around, { ...machine, detector: 'flat' })));
/** A panel that is tilted about all of its axes, mirrored, beside the axis. */
const tilted: LoweredScan = {
  ...flat,
  matrices: Float64Array.of(-0.9, 0.2, 0.1, 3, 0.15, 0.1, 1.1, -4, -0.3, 0.8, 0.2, 70),
  viewWeights: Float64Array.of(1),
  turnsRad: null,
};

const SCANS: readonly (readonly [string, LoweredScan])[] = [
  ['parallel rays', parallel],
  ['parallel rays that rise', rising(parallel)],
  ['an arc', arc],
  ['an arc that rises', rising(arc)],
  ['a flat panel', flat],
  ['a flat panel that rises', rising(flat)],
  ['a tilted panel', tilted],
];

const PIXELS = [
  [3.25, 12.75],
  [0, 0],
  [8, 30],
  [-2.5, 40.125],
] as const;

function rayOf(scan: LoweredScan, view: number, row: number, channel: number): SpaceRay {
  const ray = emptySpaceRay();
  setSpaceRay(ray, loweredRays(scan), view, row, channel);
  return ray;
}

const pointOn = (ray: SpaceRay, alongMm: number) => ({
  xMm: ray.originXMm + alongMm * ray.directionX,
  yMm: ray.originYMm + alongMm * ray.directionY,
  zMm: ray.originZMm + alongMm * ray.directionZ,
});

describe.each(SCANS)('the rays of %s', (_, scan) => {
  test('pass through what is seen at their channel and row', () => {
    for (let view = 0; view < viewsOf(scan); view++) {
      for (const [row, channel] of PIXELS) {
        const ray = rayOf(scan, view, row, channel);
        expect(Math.hypot(ray.directionX, ray.directionY, ray.directionZ)).toBeCloseTo(1, 14);
        for (const alongMm of [1, 60, 130]) {
          const seen = seenAt(scan, view, pointOn(ray, alongMm));
          expect(seen.channel).toBeCloseTo(channel, 9);
          expect(seen.row).toBeCloseTo(row, 9);
        }
      }
    }
  });

  test('are made once', () => {
    expect(loweredRays(scan)).toBe(loweredRays(scan));
  });
});

// Figures by hand, from the drawing in conventions.md and similar triangles.
describe('a ray of the view at 0°', () => {
  const turned = { views: 1, startRad: 0, arcRad: 360 * DEGREES };
  const centred = { ...machine, offset: 0 };
  const rows = (scan: LoweredScan): LoweredScan => ({
    ...scan,
    detector: { ...scan.detector, rows: 31, axisRow: 15 },
  });

  test('of parallel rays starts in the plane y = 0 and runs along y', () => {
    const ray = rayOf(rows(loweredScan(arcScan(turned, centred))), 0, 17, 20);
    expect(ray).toEqual({
      originXMm: expect.closeTo(5 * 1.7, 12),
      originYMm: expect.closeTo(0, 12),
      originZMm: expect.closeTo(2 * 1.7, 12),
      directionX: expect.closeTo(0, 14),
      directionY: expect.closeTo(1, 14),
      directionZ: expect.closeTo(0, 14),
    });
  });

  test('onto a flat panel starts at the source and meets its pixel', () => {
    const ray = rayOf(rows(loweredScan(fanArcScan(turned, { ...centred, detector: 'flat' }))), 0, 17, 20);
    const end = pointOn(ray, Math.hypot(140, 5 * 1.7, 2 * 1.7));
    expect([ray.originXMm, ray.originYMm, ray.originZMm]).toEqual([
      expect.closeTo(0, 12),
      expect.closeTo(-80, 12),
      expect.closeTo(0, 12),
    ]);
    expect(end).toEqual({ xMm: expect.closeTo(8.5, 10), yMm: expect.closeTo(60, 10), zMm: expect.closeTo(3.4, 10) });
  });

  test('onto a cylinder starts at the source and meets its pixel', () => {
    const ray = rayOf(rows(loweredScan(fanArcScan(turned, { ...centred, detector: 'arc' }))), 0, 17, 20);
    const end = pointOn(ray, Math.hypot(140, 3.4));
    const gamma = 8.5 / 140;
    expect(end).toEqual({
      xMm: expect.closeTo(140 * Math.sin(gamma), 10),
      yMm: expect.closeTo(140 * Math.cos(gamma) - 80, 10),
      zMm: expect.closeTo(3.4, 10),
    });
  });
});

/** Where a ray comes nearest to another one, and how far it passes by. */
function meeting(ray: SpaceRay, other: SpaceRay) {
  const [o, d, p, e] = [ray, ray, other, other].map((each, i) =>
    i % 2 === 0
      ? [each.originXMm, each.originYMm, each.originZMm]
      : [each.directionX, each.directionY, each.directionZ],
  ) as [number[], number[], number[], number[]];
  const dot = (a: number[], b: number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  const between = p.map((x, i) => x - o[i]!);
  const cosine = dot(d, e);
  const alongMm = (dot(between, d) - cosine * dot(between, e)) / (1 - cosine * cosine);
  const otherMm = (cosine * dot(between, d) - dot(between, e)) / (1 - cosine * cosine);
  const gap = between.map((x, i) => x + otherMm * e[i]! - alongMm * d[i]!);
  return { alongMm, gapMm: Math.hypot(...gap) };
}

describe('a source beside its place', () => {
  const cone = { ...machine, rows: 5, rowSpacingMm: 6, rowOffset: 0.5, pitchMm: 0, startZMm: 3 };
  const scans = {
    'a panel': coneArcScan(around, { ...cone, detector: 'flat' }),
    'a cylinder': coneArcScan(around, { ...cone, detector: 'arc' }),
    'a panel under a source that swings': tomosynthesisOf({ views: 7 }),
  };

  test.each(Object.entries(scans))('has rays that meet those from its place on %s', (_, scan) => {
    const [from, to] = [scan, { ...scan, sourceShiftMm: 4 }].map((one) => loweredRays(loweredScan(one)));
    const [ray, shifted] = [emptySpaceRay(), emptySpaceRay()];
    for (const channel of [0, 7.5, scan.channels - 1]) {
      setSpaceRay(ray, from!, 5, 1, channel);
      setSpaceRay(shifted, to!, 5, 1, channel);
      const { originXMm: x, originYMm: y, originZMm: z } = ray;
      expect(Math.hypot(shifted.originXMm - x, shifted.originYMm - y, shifted.originZMm - z)).toBeCloseTo(4, 9);
      const { alongMm, gapMm } = meeting(ray, shifted);
      expect(gapMm).toBeLessThan(1e-9);
      // On the detector, as far away at least as its middle.
      expect(alongMm).toBeGreaterThanOrEqual(scan.sourceToDetectorMm * 0.85);
      expect(alongMm).toBeLessThan(1.3 * scan.sourceToDetectorMm);
    }
  });
});
