// Measurements by detectors that stand to one side, from files to slices.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Scan } from '../../src/geometry/scan.ts';
import { scanShapes } from '../../src/kernels/scan-shapes/plain.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { npyBytes, parseNpy } from '../support/npy.ts';
import { seededRandom } from '../support/random.ts';
import { pointEllipse, sampledTruth } from '../support/sampled-truth.ts';
import { sharedDataPath, testOnSharedData } from '../support/shared-data.ts';
import { sliceOf } from '../support/slice-of-files.ts';
import { DEGREES, disks, rmsDifference, scanOfArc } from '../support/walk.ts';

/**
 * The readings of the views θ and θ + π as one row about an axis in the middle of channel `axis`, from whichever side
 * measured a line, the mean where both did, [views / 2, 2·(channels − axis) − 1].
 */
function stitched(readings: Float32Array, views: number, channels: number, axis: number) {
  const reach = channels - 1 - axis;
  const width = 2 * reach + 1;
  const rows = Array.from({ length: views / 2 }, (_, view) =>
    Array.from({ length: width }, (_, place) => {
      const at = (v: number, k: number) => (k >= 0 && k < channels ? [readings[v * channels + k]!] : []);
      const own = at(view, axis + place - reach);
      const opposite = at(view + views / 2, axis + reach - place);
      const both = [...own, ...opposite];
      return both.reduce((sum, value) => sum + value, 0) / both.length;
    }),
  );
  return { readings: Float32Array.from(rows.flat()), width };
}

testOnSharedData('half-acquisition-parallel: the slice of the same readings stitched by hand', async () => {
  const at = (file: string) => readFileSync(sharedDataPath('cases', 'half-acquisition-parallel', file));
  const experiment = JSON.parse(at('experiment.json').toString());
  const files = { 'sino.npy': new Uint8Array(at('sino.npy')) };
  const { data } = parseNpy(files['sino.npy']);
  // 38 channels, the axis in channel 6.
  const { readings, width } = stitched(data, 180, 38, 6);
  const whole = { ...experiment.scan, offset: 0, arcDeg: 180 };
  for (const reconstruction of [experiment.reconstruction, { ...experiment.reconstruction, method: 'gridrec' }]) {
    const { image, faults } = await sliceOf({ ...experiment, reconstruction }, files);
    const stitchedFiles = { 'sino.npy': npyBytes(readings, [90, width]) };
    const right = await sliceOf({ ...experiment, scan: whole, reconstruction }, stitchedFiles);
    // Where both measured a line, one view has its own reading and the other one its own: the sum is the mean's.
    expect(rmsDifference(image, right.image)).toBeLessThan(1e-6);
    // 0.014 /mm in the middle, says the report, where it was 0.024.
    const middle = [31, 32].flatMap((row) => [31, 32].map((column) => image[row * 64 + column]!));
    for (const value of middle) expect(Math.abs(value - 0.014)).toBeLessThan(3e-4);
    // The head reaches 75 mm: π·75/3, some 79 views, are enough, and there are 90 different ones.
    expect(faults.map(({ kind }) => kind)).toEqual([]);
  }
});

describe('views in any order at angles in hundredths of a degree, to one side', () => {
  const phantom = disks([8, -5, 20, 0.02], [-12, 9, 12, 0.01]);
  const grid = { pixels: 72, pixelSizeMm: 1 };
  const truth = sampledTruth([pointEllipse(8, -5, 20, 20, 0, 0.02), pointEllipse(-12, 9, 12, 12, 0, 0.01)], 'add', {
    rows: 72,
    columns: 72,
    pixelSize: 1,
  });

  function measured(scan: Scan) {
    const views = scan.anglesRad.length;
    const random = seededRandom(5);
    const order = Array.from({ length: views }, (_, view) => ({ view, at: random() })).sort((a, b) => a.at - b.at);
    const readings = scanShapes(phantom, scan, { from: 0, to: views });
    const rows = order.flatMap(({ view }) => [...readings.subarray(view * scan.channels, (view + 1) * scan.channels)]);
    const angles = order.map(({ view }) => Math.round((scan.anglesRad[view]! / DEGREES) * 100) / 100);
    return {
      'sino.npy': npyBytes(Float32Array.from(rows), [views, scan.channels]),
      'angles.npy': npyBytes(Float64Array.from(angles), [views]),
    };
  }
  const side = { channels: 60, channelSpacingMm: 1, offset: -19.5 };
  const fan = { ...side, sourceToIsocenterMm: 150, sourceToDetectorMm: 240, channelSpacingMm: 1.6 };
  const arc = { views: 281, startDeg: 3, arcDeg: 360 };

  test.each<[string, Scan, object, object]>([
    ['parallel rays by FBP', scanOfArc({ ...side, ...arc }), side, {}],
    ['parallel rays by gridrec', scanOfArc({ ...side, ...arc }), side, { method: 'gridrec' }],
    ['a fan by FBP', fanOfArc({ ...fan, ...arc }), { ...fan, geometry: 'fan' }, {}],
    ['a fan, rebinned', fanOfArc({ ...fan, ...arc }), { ...fan, geometry: 'fan' }, { rebin: true }],
  ])('%s', async (_, scan, machine, reconstruction) => {
    const { channels: _channels, ...settings } = machine as typeof side;
    const { image, faults } = await sliceOf(
      {
        measurement: { sinogram: 'sino.npy', anglesDeg: 'angles.npy' },
        scan: settings,
        reconstruction: { ...grid, ...reconstruction },
      },
      measured(scan),
    );
    // A disk's edge blurs over a pixel: some 5 % of 0.02 over the whole slice. Halved or doubled lines are off by half.
    expect(rmsDifference(image, truth)).toBeLessThan(0.001);
    expect(faults).toEqual([]);
  });
});
