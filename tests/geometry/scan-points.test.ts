import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fanArcScan } from '../../src/geometry/fan/fan-scan.ts';
import { arcScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { channelRays, type Scan } from '../../src/geometry/scan.ts';
import { channelSeeing, rayEnds } from '../../src/geometry/scan-points.ts';
import { uniform } from '../support/uniform.ts';

const views = { views: 12, startRad: 0.3, arcRad: 2 * Math.PI };
const detector = { channels: 65, channelSpacingMm: 1.5, offset: 0.25 };
const machine = { sourceToIsocenterMm: 570, sourceToDetectorMm: 1040, ...detector };
const scans: readonly (readonly [string, Scan])[] = [
  ['parallel', arcScan(views, detector)],
  ['fan, arc', fanArcScan(views, { detector: 'arc', ...machine })],
  ['fan, flat', fanArcScan(views, { detector: 'flat', ...machine })],
];

describe.each(scans)('%s', (_, scan) => {
  test('both ends of every ray lie on the line x·cosθ + y·sinθ = u, θ = β − γ', () => {
    const rays = channelRays(scan);
    for (let view = 0; view < 12; view++) {
      for (let channel = 0; channel < 65; channel += 8) {
        const theta = scan.anglesRad[view]! - rays.fanAngleRad[channel]!;
        const { from, to } = rayEnds(scan, view, channel, 200);
        for (const { xMm, yMm } of [from, to]) {
          expect(xMm * Math.cos(theta) + yMm * Math.sin(theta)).toBeCloseTo(rays.distanceMm[channel]!, 9);
        }
      }
    }
  });

  test('a point on the ray of a channel is seen by that channel', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 11 }), uniform(0, 64), uniform(0.2, 0.9), (view, channel, part) => {
        const { from, to } = rayEnds(scan, view, channel, 200);
        const point = {
          xMm: from.xMm + part * (to.xMm - from.xMm),
          yMm: from.yMm + part * (to.yMm - from.yMm),
        };
        expect(channelSeeing(scan, view, point)).toBeCloseTo(channel, 6);
      }),
      { seed: 11 },
    );
  });
});

test('the source of a fan stands at (D·sinβ, −D·cosβ), and the ray ends on the detector', () => {
  const scan = fanArcScan({ views: 4, startRad: 0, arcRad: 2 * Math.PI }, { detector: 'flat', ...machine, offset: 0 });
  const below = rayEnds(scan, 0, 32, 0);
  expect(below.from.xMm).toBeCloseTo(0, 9);
  expect(below.from.yMm).toBeCloseTo(-570, 9);
  expect(below.to.yMm).toBeCloseTo(470, 9);
  const turned = rayEnds(scan, 1, 32, 0);
  expect(turned.from.xMm).toBeCloseTo(570, 9);
  // The detector's u axis points along (cosβ, sinβ): channel 42 is 15 mm further along it.
  const beside = rayEnds(scan, 0, 42, 0);
  expect(beside.to.xMm).toBeCloseTo(15, 9);
});

test('a point behind the source is seen by no channel', () => {
  expect(channelSeeing(scans[1]![1], 0, { xMm: 600 * Math.sin(0.3), yMm: -600 * Math.cos(0.3) })).toBeNaN();
});
