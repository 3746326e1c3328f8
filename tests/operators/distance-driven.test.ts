// What the distance-driven method says of images whose sums are known.

import { describe, expect, test } from 'vitest';
import { squareGrid } from '../../src/geometry/grid.ts';
import type { Scan } from '../../src/geometry/scan.ts';
import { projector } from '../../src/operators/projector.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { randomArray } from '../support/random.ts';
import { cpuOperators, scanOfArc } from '../support/walk.ts';

async function readingsOf(image: Float32Array, scan: Scan, pixels: number, pixelSizeMm: number) {
  const operators = cpuOperators();
  const given = await operators.upload(image, pixels, pixels);
  const readings = await operators.create(scan.anglesRad.length, scan.channels);
  await projector(operators, scan, squareGrid(pixels, pixelSizeMm), 'distance-driven').forward(given, readings);
  return operators.read(readings);
}

/** The mean over each pixel of a disk that is 1, by 16 × 16 points. */
function disk(pixels: number, pixelSizeMm: number, radiusMm: number, xMm: number, yMm: number): Float32Array {
  const points = 16;
  const placeOf = (i: number) => ((i + 0.5) / points - pixels / 2) * pixelSizeMm;
  return Float32Array.from({ length: pixels * pixels }, (_, pixel) => {
    let inside = 0;
    for (let point = 0; point < points * points; point++) {
      const x = placeOf((pixel % pixels) * points + (point % points));
      const y = -placeOf(Math.floor(pixel / pixels) * points + Math.floor(point / points));
      if (Math.hypot(x - xMm, y - yMm) < radiusMm) inside++;
    }
    return inside / points ** 2;
  });
}

describe.each([
  ['as wide as channels', 1, 1],
  ['wider than channels', 1, 0.37],
  ['narrower than channels', 0.7, 2.3],
])('pixels %s', (_, pixelSizeMm, channelSpacingMm) => {
  const pixels = 41;
  const channels = Math.ceil((pixels * pixelSizeMm * 1.5) / channelSpacingMm) + 3;

  test('every view of parallel rays has all of the image’s mass', async () => {
    const scan = scanOfArc({ views: 24, channels, channelSpacingMm, arcDeg: 360, offset: 0.3 });
    const image = randomArray(pixels * pixels, 7);
    const mass = image.reduce((sum, value) => sum + value, 0) * pixelSizeMm ** 2;
    const readings = await readingsOf(image, scan, pixels, pixelSizeMm);
    for (let view = 0; view < 24; view++) {
      const ofView = readings.subarray(view * channels, (view + 1) * channels);
      const seen = ofView.reduce((sum, value) => sum + value, 0) * channelSpacingMm;
      expect(Math.abs(seen - mass) / Math.abs(mass)).toBeLessThan(1e-5);
    }
  });

  test('a disk’s readings are its chords over the width of channels', async () => {
    const scan = scanOfArc({ views: 9, channels, channelSpacingMm });
    const [radiusMm, xMm, yMm] = [9 * pixelSizeMm, 2.2, -1.4];
    const readings = await readingsOf(disk(pixels, pixelSizeMm, radiusMm, xMm, yMm), scan, pixels, pixelSizeMm);
    // The area of a disk on one side of a line at a distance t from its middle.
    const areaBelow = (t: number) => {
      const at = Math.min(1, Math.max(-1, t / radiusMm));
      return radiusMm ** 2 * (at * Math.sqrt(1 - at * at) + Math.asin(at) + Math.PI / 2);
    };
    let [apart, all] = [0, 0];
    for (const [i, reading] of readings.entries()) {
      const angle = scan.anglesRad[Math.floor(i / channels)]!;
      const fromAxis = ((i % channels) - (channels - 1) / 2) * channelSpacingMm;
      const u = fromAxis - xMm * Math.cos(angle) - yMm * Math.sin(angle);
      const mean = (areaBelow(u + channelSpacingMm / 2) - areaBelow(u - channelSpacingMm / 2)) / channelSpacingMm;
      apart += (reading - mean) ** 2;
      all += mean ** 2;
    }
    // A disk of pixels, 18 to a side, has steps.
    expect(Math.sqrt(apart / all)).toBeLessThan(0.035);
  });
});

test.each(['arc', 'flat'] as const)(
  'an even image counts for the way through it, of a fan on a detector: %s',
  async (detector) => {
    const machine = { sourceToIsocenterMm: 200, sourceToDetectorMm: 330, detector };
    const scan = fanOfArc({ ...machine, views: 8, startDeg: 9, channels: 31, channelSpacingMm: 1.7 });
    const readings = await readingsOf(new Float32Array(100 * 100).fill(0.03), scan, 100, 1);
    let asked = 0;
    for (const [i, reading] of readings.entries()) {
      const u = ((i % 31) - 15) * 1.7;
      const gamma = detector === 'arc' ? u / 330 : Math.atan(u / 330);
      const theta = scan.anglesRad[Math.floor(i / 31)]! - gamma;
      const ahead = Math.max(Math.abs(Math.cos(theta)), Math.abs(Math.sin(theta)));
      const aside = Math.min(Math.abs(Math.cos(theta)), Math.abs(Math.sin(theta)));
      // Others leave through a corner.
      if ((50 * aside + 200 * Math.abs(Math.sin(gamma))) / ahead + 1 > 50) continue;
      expect(reading).toBeCloseTo((0.03 * 100) / ahead, 5);
      asked++;
    }
    expect(asked).toBeGreaterThan(100);
  },
);
