// What a reconstruction of volumes has to come to, on any backend.

import { describe, expect, test } from 'vitest';
import type { ConeScan } from '../../../src/geometry/cone/cone-scan.ts';
import { fanArcScan } from '../../../src/geometry/fan/fan-scan.ts';
import { type Grid, gridShape } from '../../../src/geometry/grid.ts';
import type { Operators } from '../../../src/operators/contract.ts';
import type { SolidPhantom } from '../../../src/phantom/solids/solid.ts';
import { reconstructFdk } from '../../../src/reconstruction/fdk.ts';
import { expectRelativelyClose } from '../../support/close.ts';
import { coneOf } from '../../support/cone-walk.ts';
import { reconstructedFan } from '../../support/fan-walk.ts';
import { randomArray } from '../../support/random.ts';
import { mean, type Sphere, scannedSolids, spheres } from '../../support/solid-scans.ts';

async function volumeOf(operators: Operators, readings: Float32Array, scan: ConeScan, grid: Grid) {
  const [columns, rows, slices] = gridShape(grid);
  const uploaded = await operators.upload(readings, scan.anglesRad.length * scan.rows, scan.channels);
  const volume = await operators.create(slices * rows, columns);
  for await (const _ of reconstructFdk(operators, scan, grid, uploaded, volume));
  const values = await operators.read(volume);
  for (const array of [uploaded, volume]) operators.release(array);
  return values;
}

/** @param isBrief whether what follows from the others by the twins’ agreement is left out */
export function describeFdkGates(operators: () => Operators, { isBrief = false } = {}): void {
  const further = isBrief ? (..._: unknown[]) => undefined : test;
  const seen = async (phantom: SolidPhantom, scan: ConeScan, grid: Grid) =>
    volumeOf(operators(), await scannedSolids(phantom, scan), scan, grid);

  describe.each(['flat', 'arc'] as const)('in the plane of the source, onto a detector that is %s', (detector) => {
    test.each([360, 240])('the slice is that of the fan in it, over %s°', async (arcDeg) => {
      const scan = coneOf({ detector, views: 36, arcDeg, rows: 5, channels: 61 });
      const grid = { rows: 24, columns: 24, pixelSizeMm: 1.3 };
      const readings = randomArray(36 * 5 * 61, 4);
      const volume = await volumeOf(operators(), readings, scan, { ...grid, slices: 3 });
      const middle = new Float32Array(36 * 61);
      for (let view = 0; view < 36; view++) {
        middle.set(readings.subarray((5 * view + 2) * 61, (5 * view + 3) * 61), view * 61);
      }
      const fan = fanArcScan({ views: 36, startRad: 0, arcRad: (arcDeg * Math.PI) / 180 }, scan);
      const slice = await reconstructedFan(operators(), middle, fan, grid);
      // White noise, which shows every rounding of a position: those of two kernels, each known to 2⁻²⁴ of its size.
      expectRelativelyClose(volume.slice(576, 2 * 576), slice, 1e-5);
    });

    further('an object that does not change along the axis is the same in every slice that all views see', async () => {
      const scan = coneOf({ detector, views: 48, channels: 61, rows: 25 });
      // Readings that grow by the length of the ray over that of its shadow, whatever the shadow's are.
      const shadow = randomArray(48 * 61, 6);
      const readings = new Float32Array(48 * 25 * 61);
      for (let view = 0; view < 48; view++) {
        for (let row = 0; row < 25; row++) {
          for (let channel = 0; channel < 61; channel++) {
            const [u, v] = [((channel - 30) * 1.5) / 100, ((row - 12) * 1.6) / 100];
            const slope = detector === 'flat' ? v / Math.hypot(1, u) : v;
            readings[(view * 25 + row) * 61 + channel] = shadow[view * 61 + channel]! * Math.hypot(1, slope);
          }
        }
      }
      const grid = { rows: 16, columns: 16, slices: 9, pixelSizeMm: 1.2 };
      const volume = await volumeOf(operators(), readings, scan, grid);
      const middle = volume.slice(4 * 256, 5 * 256);
      for (const slice of [0, 2, 8]) {
        expectRelativelyClose(volume.slice(slice * 256, (slice + 1) * 256), middle, 5e-6);
      }
    });
  });

  const three: readonly Sphere[] = [
    [6, -3, 2, 5, 1],
    [-5, 4, -7, 4, 0.5],
    [0, 0, 0, 14, 0.2],
  ];
  const scan = coneOf({ views: 120, channels: 61, rows: 41 });
  const grid = { rows: 25, columns: 25, slices: 25, pixelSizeMm: 1.2 };

  // By an FDK in NumPy that shares no code with this one, in double precision, with the chords of spheres: weights, the
  // band-limited ramp convolved in space, and bilinear interpolation on a detector through the axis (Kak & Slaney 1988, ch. 3.6).
  // FDKConeBeamReconstructionFilter of RTK 2.7.0 makes the same of them to 10⁻⁶ (docs/volumes.md).
  test('is what another program makes of three spheres', async () => {
    const volume = await seen(spheres(three), scan, grid);
    for (const [slice, row, column, expected] of [
      [12, 12, 12, 0.203176],
      [14, 14, 17, 1.198193],
      [6, 9, 8, 0.690416],
      [20, 12, 12, 0.191706],
      [2, 12, 12, 0.192006],
      [12, 2, 2, 0.007176],
      [18, 8, 14, 0.203947],
    ] as const) {
      expect(volume[(slice * 25 + row) * 25 + column]).toBeCloseTo(expected, 5);
    }
    expect(Math.sqrt(mean(volume.map((value) => value * value)))).toBeCloseTo(0.2112212, 5);
    for (const [slice, expected] of [
      [2, 0.038076],
      [8, 0.13722],
      [12, 0.210114],
      [20, 0.064157],
    ] as const) {
      expect(mean(volume.slice(slice * 625, (slice + 1) * 625))).toBeCloseTo(expected, 5);
    }
  });

  further('turns with the object, and mirrors nothing', async () => {
    // A quarter turn counter-clockwise: (x, y) goes to (−y, x). The rows of the volume are turned as far.
    const turned = three.map(([x, y, z, radius, value]): Sphere => [-y, x, z, radius, value]);
    const [before, after] = [await seen(spheres(three), scan, grid), await seen(spheres(turned), scan, grid)];
    const expected = new Float32Array(before.length);
    for (let slice = 0; slice < 25; slice++) {
      for (let row = 0; row < 25; row++) {
        for (let column = 0; column < 25; column++) {
          const from = (slice * 25 + row) * 25 + column;
          expected[(slice * 25 + 24 - column) * 25 + row] = before[from]!;
        }
      }
    }
    expectRelativelyClose(after, expected, 1e-5);
    // The densest sphere, at z = 2, x = 6, y = −3, is at a higher slice, a later column and a later row than the middle.
    expect(before.indexOf(Math.max(...before))).toBeGreaterThan(12 * 625);
    expect(before[(14 * 25 + 14) * 25 + 17]).toBeGreaterThan(1.1);
  });

  further('keeps integrals along the axis', async () => {
    // A sphere of radius 6 about (2, −1, 5), along all lines parallel to the axis that pass within 4 mm of its middle: at a
    // distance r it is 2·√(36 − r²) thick. Single lines ring by some hundredths at this spacing.
    const tall = { rows: 11, columns: 13, slices: 61, pixelSizeMm: 1 };
    const fine = coneOf({ views: 180, channels: 101, channelSpacingMm: 1, rows: 81, rowSpacingMm: 1 });
    const volume = await seen(spheres([[2, -1, 5, 6, 1]]), fine, tall);
    let [found, expected, lines] = [0, 0, 0];
    for (let row = 0; row < 11; row++) {
      for (let column = 0; column < 13; column++) {
        const square = (column - 6 - 2) ** 2 + (5 - row + 1) ** 2;
        if (square > 16) continue;
        lines++;
        expected += 2 * Math.sqrt(36 - square);
        for (let slice = 0; slice < 61; slice++) found += volume[(slice * 11 + row) * 13 + column]!;
      }
    }
    expect(lines).toBe(49);
    expect(Math.abs(found / expected - 1)).toBeLessThan(0.003);
  });

  further('sees less between disks the farther they are from the plane', async () => {
    // Defrise's phantom: flat spheroids above one another, 12 mm across and 2 mm thick, 5 mm apart.
    const disks = [-10, -5, 0, 5, 10].map((z): Sphere => [0, 0, z, 12, 1]);
    const fine = coneOf({ views: 120, channels: 81, channelSpacingMm: 1, rows: 101, rowSpacingMm: 0.6 });
    const line = { rows: 3, columns: 3, slices: 51, pixelSizeMm: 0.5 };
    const volume = await seen(spheres(disks, 1 / 12), fine, line);
    // On the axis: at the disks' middles, and between them.
    const at = (z: number) => volume[(25 + z / 0.5) * 9 + 4]!;
    const contrast = (z: number) => at(z) - (at(z - 2.5) + at(z + 2.5)) / 2;
    expect(at(0)).toBeGreaterThan(0.9);
    expect(contrast(5)).toBeLessThan(contrast(0));
    expect(contrast(10)).toBeLessThan(contrast(5));
    expect(contrast(-10)).toBeCloseTo(contrast(10), 4);
    expect(contrast(10) / contrast(0)).toBeLessThan(0.9);
  });

  further('a detector that stands to one side sees twice as far', async () => {
    const [many, near] = [
      { views: 240, rows: 31 },
      { rows: 9, columns: 31, slices: 9, pixelSizeMm: 1.2 },
    ];
    const wide = coneOf({ ...many, channels: 61 });
    const aside = coneOf({ ...many, channels: 38, offset: -11.5 });
    // The same channels, those to the left of the eighth left out: 8 mm from the axis are seen to that side, 24 mm to the other.
    const all = await seen(spheres(three), wide, near);
    const half = await seen(spheres(three), aside, near);
    const difference = half.map((value, i) => value - all[i]!);
    const rms = (values: Float32Array) => Math.sqrt(mean(values.map((value) => value * value)));
    expect(rms(difference.slice(4 * 279, 5 * 279))).toBeLessThan(0.006);
    // Off the plane the two sides see other lines.
    expect(rms(difference)).toBeLessThan(0.02);
    expect(Math.abs(mean(half) / mean(all) - 1)).toBeLessThan(0.003);
  });

  further('a sphere of water is water at its middle, in and off the plane', async () => {
    const water = 0.02059;
    const little = { rows: 5, columns: 5, slices: 5, pixelSizeMm: 0.8 };
    const numbers = async (z: number) => {
      // No more rows than see the middle: what is above and below them takes no part.
      const rows = { rows: 11, rowSpacingMm: 0.75, rowOffset: -(z * 100) / 60 / 0.75 };
      const fine = coneOf({ views: 240, channels: 121, channelSpacingMm: 0.75, ...rows });
      const volume = await seen(spheres([[0, 0, z, 12, water]]), fine, { ...little, centreZMm: z });
      return (1000 * (mean(volume) - water)) / water;
    };
    expect(Math.abs(await numbers(0))).toBeLessThan(2);
    // Feldkamp's algorithm loses a little of it there, and no more than the cosine of the cone's angle.
    const off = await numbers(8);
    const loss = 1000 * (1 - 60 / Math.hypot(60, 8));
    expect(off).toBeLessThan(1);
    expect(off).toBeGreaterThan(-2 * loss);
  });
}
