import { describe, expect, test } from 'vitest';
import { scatteredFanScan } from '../../src/geometry/fan/fan-scan.ts';
import { scatteredScan } from '../../src/geometry/parallel/parallel-scan.ts';
import type { Scan } from '../../src/geometry/scan.ts';
import { scanShapes } from '../../src/kernels/scan-shapes/plain.ts';
import { planCompletion } from '../../src/reconstruction/complete-lines.ts';
import { completeViews } from '../kernels/as-functions.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { seededRandom } from '../support/random.ts';
import { DEGREES, disks, rmsDifference, scanOfArc } from '../support/walk.ts';

const LIMITS = { views: 16_384, channels: 16_384, readings: 2 ** 27 };
const fan = { sourceToIsocenterMm: 150, sourceToDetectorMm: 260, channels: 80, channelSpacingMm: 1.1 };
const parallel = { channels: 40, channelSpacingMm: 1.2 };
const phantom = disks([8, -5, 20, 1], [-12, 9, 12, 0.5]);
const all = (scan: Scan) => ({ from: 0, to: scan.anglesRad.length });

/** In hundredths of a degree, and in any order. */
function asWritten(anglesRad: Float64Array): Float64Array {
  const random = seededRandom(11);
  return Float64Array.from(
    Array.from(anglesRad, (angle) => ({ angle, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ angle }) => (Math.round((angle / DEGREES) * 100) / 100) * DEGREES),
  );
}

/** What a scan completes to, against the exact line integrals of the same rays, relative to their RMS. */
function errorOf(scan: Scan): number {
  const plan = planCompletion(scan, LIMITS)!;
  const made = completeViews(plan, scanShapes(phantom, scan, all(scan)), all(plan.completed));
  const exact = scanShapes(phantom, plan.completed, all(plan.completed));
  return rmsDifference(made, exact) / rmsDifference(exact, new Float32Array(exact.length));
}

describe('a detector to one side has what the opposite views measured', () => {
  test.each([
    ['360 views over a turn', { views: 360, offset: -12, arcDeg: 360 }],
    ['an odd number of channels, to the other side', { views: 360, channels: 41, offset: 12.5, arcDeg: -360 }],
    ['three turns', { views: 360, offset: 13, arcDeg: 1080 }],
  ])('parallel rays, views and channels opposite each other: to the bit or nearly, %s', (_, given) => {
    expect(errorOf(scanOfArc({ ...parallel, ...given }))).toBeLessThan(1e-6);
  });

  // Interpolation errs near the disks' edges, where chords rise like a square root: some 1 % RMS of one
  // channel in forty.
  test.each<[string, Scan]>([
    ['an odd number of views, an axis between', scanOfArc({ ...parallel, views: 361, offset: -12.3, arcDeg: 360 })],
    ['views that overlap the first', scanOfArc({ ...parallel, views: 500, offset: -12.3, arcDeg: 500 })],
    ['a fan', fanOfArc({ ...fan, views: 720, channels: 70, offset: -20 })],
    ['a fan clockwise', fanOfArc({ ...fan, views: 720, channels: 70, offset: 17.7, arcDeg: -360, startDeg: 50 })],
    ['a flat fan over two turns', fanOfArc({ ...fan, detector: 'flat', views: 1440, offset: -21.2, arcDeg: 720 })],
  ])('%s', (_, scan) => {
    expect(errorOf(scan)).toBeLessThan(0.015);
    const written = asWritten(scan.anglesRad);
    const inAnyOrder = scan.geometry === 'fan' ? scatteredFanScan(written, scan) : scatteredScan(written, scan);
    expect(errorOf(inAnyOrder)).toBeLessThan(0.015);
  });

  test('passing from one to the other without a step, though they disagree', () => {
    // Odd views read one more than even ones: a step of 1 would ring.
    const scan = scanOfArc({ views: 2, channels: 60, channelSpacingMm: 1, offset: -15.5, arcDeg: 360 });
    const three = scanOfArc({ views: 4, channels: 60, channelSpacingMm: 1, offset: -15.5, arcDeg: 360 });
    expect(planCompletion(scan, LIMITS)).toBeNull();
    const readings = new Float32Array(4 * 60);
    readings.fill(1, 2 * 60);
    const made = completeViews(planCompletion(three, LIMITS)!, readings, { from: 0, to: 1 });
    const steps = Array.from(made.subarray(1), (value, k) => Math.abs(value - made[k]!));
    expect([made[0], made.at(-1)]).toEqual([1, 0]);
    // Over 14.5 channels up to the axis, as sin²: π/2 over 14.5 where it is steepest.
    expect(Math.max(...steps)).toBeLessThan(Math.PI / 2 / 14);
  });
});

describe('too short a fan has what is measured from the other side, and the rest between that', () => {
  // The fan opens to 19.1° to the disks' edges.
  test.each<[string, Scan, number]>([
    ['200°, all that is missing beside the disks', fanOfArc({ ...fan, channels: 100, views: 400, arcDeg: 200 }), 0.015],
    ['clockwise', fanOfArc({ ...fan, channels: 100, detector: 'flat', views: 400, arcDeg: -200 }), 0.015],
    ['180°', fanOfArc({ ...fan, channels: 100, views: 360, arcDeg: 180 }), 0.03],
    ['150°', fanOfArc({ ...fan, channels: 100, views: 300, arcDeg: 150, startDeg: 33 }), 0.1],
  ])('%s', (_, scan, most) => {
    expect(errorOf(scan)).toBeLessThan(most);
    const plan = planCompletion(scan, LIMITS)!;
    // Half a turn and the whole fan, by arithmetic: 99 channels of 1.1 mm 260 mm away.
    const opening = scan.geometry === 'fan' && scan.detector === 'flat' ? 2 * Math.atan(54.45 / 260) : 108.9 / 260;
    expect(plan.completed.anglesRad.length).toBe(Math.round((180 + opening / DEGREES) * 2));
    expect(
      errorOf(scatteredFanScan(asWritten(scan.anglesRad), plan.measured as typeof scan & { geometry: 'fan' })),
    ).toBeLessThan(1.2 * most);
  });
});

describe('nothing is done', () => {
  test.each<[string, Scan]>([
    ['to a whole turn', fanOfArc({ ...fan, views: 60 })],
    ['to a quarter of a channel of offset', fanOfArc({ ...fan, views: 60, offset: 0.25 })],
    [
      'to half a turn of parallel rays, wherever the detector stands',
      scanOfArc({ ...parallel, views: 60, offset: -15 }),
    ],
    ['to a short arc of parallel rays', scanOfArc({ ...parallel, views: 60, arcDeg: 120 })],
    ['to a fan of 60°, of which less is known than unknown', fanOfArc({ ...fan, views: 60, arcDeg: 60 })],
    ['to two views', fanOfArc({ ...fan, views: 2, arcDeg: 180 })],
    ['where there would be too many readings', fanOfArc({ ...fan, views: 16_384, arcDeg: 91 })],
  ])('%s', (_, scan) => {
    expect(planCompletion(scan, LIMITS)).toBeNull();
  });

  test('beyond as many channels as a detector may have', () => {
    const scan = scanOfArc({ channels: 60, channelSpacingMm: 1, views: 60, arcDeg: 360, offset: -16_000 });
    const plan = planCompletion(scan, { ...LIMITS, channels: 100 })!;
    expect(plan.completed.channels).toBe(100);
  });
});
