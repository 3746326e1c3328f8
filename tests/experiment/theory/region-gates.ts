import { describe, expect, test } from 'vitest';
import { FbpTheory } from '../../../src/experiment/theory/fbp-theory.ts';
import { lineProfile } from '../../../src/measure/line-profile.ts';
import { peakWidth } from '../../../src/measure/profile-widths.ts';
import { compareRegions } from '../../../src/measure/region-comparison.ts';
import type { RegionShape } from '../../../src/measure/region-shape.ts';
import { regionStatistics } from '../../../src/measure/region-statistics.ts';
import type { Operators } from '../../../src/operators/contract.ts';
import { squarePlane } from '../../support/measured-planes.ts';
import { normalNumbers } from '../../support/normal-random.ts';
import { disks, reconstructed, scanned, scanOfArc } from '../../support/walk.ts';

const SCAN = { views: 360, channels: 192, channelSpacingMm: 1 };
const GRID = { rows: 128, columns: 128, pixelSizeMm: 1 };
const WINDOWS = ['ram-lak', 'hann'] as const;

/** What profiles and regions say of slices that any backend's operators make. */
export function describeProfilesAndRegions(operatorsOf: () => Operators): void {
  const sliceOf = async (readings: Float32Array, window: (typeof WINDOWS)[number]) =>
    squarePlane(await reconstructed(operatorsOf(), readings, scanOfArc(SCAN), GRID, { window }), 128, 1);

  test('a Gaussian is 2√(2·ln 2)·σ wide in every direction, σ² with what linear interpolation adds to it, τ²/6', async () => {
    const [sigma, at] = [5, { x: 11, y: -7 }];
    const readings = Float32Array.from({ length: SCAN.views * SCAN.channels }, (_, i) => {
      const theta = (Math.floor(i / SCAN.channels) * Math.PI) / SCAN.views;
      const u = (i % SCAN.channels) - (SCAN.channels - 1) / 2 - at.x * Math.cos(theta) - at.y * Math.sin(theta);
      return Math.sqrt(2 * Math.PI) * sigma * Math.exp(-(u ** 2) / (2 * sigma ** 2));
    });
    const slice = await sliceOf(readings, 'ram-lak');
    const expected = 2 * Math.sqrt(2 * Math.LN2) * Math.hypot(sigma, Math.sqrt(1 / 6));
    for (const deg of [0, 30, 45, 77, 90]) {
      const [x, y] = [30 * Math.cos((deg * Math.PI) / 180), 30 * Math.sin((deg * Math.PI) / 180)];
      const line = { from: { x: at.x - x, y: at.y - y }, to: { x: at.x + x, y: at.y + y }, width: 0 };
      const found = peakWidth(lineProfile(slice, line));
      if (found.width === null) throw new Error(found.reason);
      // Between pixels a fifth of σ apart a profile is a little wider and lower.
      expect(Math.abs(found.width / expected - 1)).toBeLessThan(0.01);
    }
  });

  describe.each(WINDOWS)('a disk in noise, %s', (window) => {
    test('has the contrast-to-noise ratio of its contrast and of the noise by theory', async () => {
      const contrast = 0.02;
      const noise = normalNumbers(SCAN.views * SCAN.channels, 5);
      const sigma = 0.3;
      const exact = await scanned(operatorsOf(), disks([-24, 0, 20, contrast]), scanOfArc(SCAN));
      const slice = await sliceOf(
        exact.map((value, i) => value + sigma * noise[i]!),
        window,
      );
      const region = (x: number): RegionShape => ({ kind: 'circle', middle: { x, y: 0 }, radius: 16 });
      const [a, b] = [regionStatistics(slice, region(-24))!, regionStatistics(slice, region(24))!];
      const { variance } = new FbpTheory({
        ...{ channelSpacingMm: 1, views: SCAN.views, cutoff: 1, interpolation: 'linear', aperture: 0 },
        window,
      });
      const expected = contrast / (sigma * Math.sqrt(variance));
      const { contrastToNoise, contrastToPooledNoise } = compareRegions(a, b);
      // 800 pixels know their spread to 2.5 %, and less where they know of each other.
      expect(Math.abs(contrastToNoise / expected - 1)).toBeLessThan(0.1);
      expect(Math.abs(contrastToPooledNoise / expected - 1)).toBeLessThan(0.1);
    });
  });
}
