import { describe, expect, test } from 'vitest';
import type { ConeScan } from '../../src/geometry/cone/cone-scan.ts';
import { type Grid, gridShape } from '../../src/geometry/grid.ts';
import type { SolidPhantom } from '../../src/phantom/solids/solid.ts';
import { reconstructFdk } from '../../src/reconstruction/fdk.ts';
import { reconstructHalfTurns } from '../../src/reconstruction/half-turn-interpolation.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { coneOf } from '../support/cone-walk.ts';
import { type Disk, mean, scannedSolids, uprightDisks } from '../support/solid-scans.ts';
import { cpuOperators } from '../support/walk.ts';

const operators = cpuOperators();
const WATER = 0.02059;
/** Many turns about z = 0, upwards or downwards. */
const helixOf = (pitchMm: number, turns: number, given: Parameters<typeof coneOf>[0] = {}) =>
  coneOf({ views: 48 * turns, arcDeg: 360 * turns, pitchMm, startZMm: (-pitchMm * turns) / 2, channels: 61, ...given });

/** Without end along z: water with a denser rod in it, to one side. */
const rods = uprightDisks([
  [0, 0, 0, 14, 400, WATER],
  [6, -3, 0, 3, 400, WATER],
]);

async function made(
  phantom: SolidPhantom,
  scan: ConeScan,
  grid: Grid,
  reconstruct: typeof reconstructFdk | typeof reconstructHalfTurns,
): Promise<Float32Array> {
  const [columns, rows, slices] = gridShape(grid);
  const readings = await scannedSolids(phantom, scan);
  const uploaded = await operators.upload(readings, scan.anglesRad.length * scan.rows, scan.channels);
  const volume = await operators.create(slices * rows, columns);
  for await (const _ of reconstruct(operators, scan, grid, uploaded, volume, {}));
  const values = await operators.read(volume);
  for (const array of [uploaded, volume]) operators.release(array);
  return values;
}

/** Where a profile crosses half of its largest value, from one side to the other. */
function halfWidth(profile: readonly number[], step: number): number {
  const half = Math.max(...profile) / 2;
  const first = profile.findIndex((value) => value >= half);
  const last = profile.findLastIndex((value) => value >= half);
  const before = (half - profile[first - 1]!) / (profile[first]! - profile[first - 1]!);
  const after = (profile[last]! - half) / (profile[last]! - profile[last + 1]!);
  return step * (last - first + 1 - before + after);
}

const grid = { rows: 20, columns: 20, slices: 5, pixelSizeMm: 1.5, sliceSpacingMm: 2.1 };

describe('Feldkamp’s algorithm for a helix', () => {
  // Over a circle such an object is the same in every slice (fdk-gates.ts), and so it is over turns at other heights.
  const helices = [
    [9, -3, 'arc'],
    [-9, 3, 'flat'],
    [4, 6, 'flat'],
  ] as const;
  const title = 'what goes on along the axis is as on a circle: %s mm a turn, %s turns, %s';
  test.each(helices)(title, async (pitch, turns, detector) => {
    const wide = { detector, rows: 21 } as const;
    const circle = await made(
      rods,
      coneOf({ ...wide, views: 48, channels: 61 }),
      { ...grid, slices: 1 },
      reconstructFdk,
    );
    const count = Math.abs(turns);
    const scan = helixOf(pitch, count, { ...wide, arcDeg: 360 * turns, startZMm: (-pitch * turns) / 2 });
    const volume = await made(rods, scan, grid, reconstructFdk);
    for (let slice = 0; slice < 5; slice++) {
      expectRelativelyClose(volume.slice(400 * slice, 400 * (slice + 1)), circle, 2e-5);
    }
  });

  test('another number of views a turn, which is none, leaves water water', async () => {
    const scan = helixOf(6, 3, { views: 331, rows: 21 });
    const volume = await made(
      uprightDisks([[0, 0, 0, 14, 400, WATER]]),
      scan,
      { ...grid, rows: 6, columns: 6 },
      reconstructFdk,
    );
    for (let slice = 0; slice < 5; slice++) {
      const numbers = 1000 * (mean(volume.slice(36 * slice, 36 * (slice + 1))) / WATER - 1);
      expect(Math.abs(numbers)).toBeLessThan(3);
    }
  });

  test('a disk is where it is, and its value the same at any pitch that is covered', async () => {
    const disk: Disk = [4, -3, 2.1, 5, 6, 1];
    const line = { rows: 9, columns: 9, slices: 9, pixelSizeMm: 1.5, sliceSpacingMm: 2.1 };
    const values = [];
    for (const pitch of [3, 9]) {
      const scan = helixOf(pitch, 4, { views: 288, rows: 21, channelSpacingMm: 1.2 });
      const volume = await made(uprightDisks([disk]), scan, line, reconstructFdk);
      // x = 4.5, y = −3, z = 2.1, and as far on the other side of each.
      values.push(volume[(5 * 9 + 6) * 9 + 7]!);
      for (const at of [(5 * 9 + 6) * 9 + 1, (5 * 9 + 2) * 9 + 7, (2 * 9 + 6) * 9 + 7]) {
        expect(Math.abs(volume[at]!)).toBeLessThan(0.08);
      }
    }
    for (const value of values) expect(Math.abs(value - 1)).toBeLessThan(0.02);
  });

  test('what the source did not come by over a whole turn stays empty', async () => {
    // From z = −12 to 12 in two turns: half a turn is 6 mm.
    const scan = helixOf(12, 2, { rows: 31 });
    const tall = { ...grid, slices: 9, sliceSpacingMm: 2 };
    const volume = await made(rods, scan, tall, reconstructFdk);
    const seen = Array.from({ length: 9 }, (_, slice) =>
      volume.slice(400 * slice, 400 * (slice + 1)).some((value) => value !== 0),
    );
    expect(seen).toEqual([false, true, true, true, true, true, true, true, false]);
  });
});

describe('180° LI', () => {
  const published = [
    [2, 1.27, 0.75],
    [1, 1, 1],
  ] as const;
  const title = 'at a pitch of %s slices a slice is %s of them thick';
  test.each(published)(title, async (pitch, expected, middle) => {
    // A disk as thick as a slice, scanned by rays that have no thickness, is what rays of that thickness make of a thin one.
    // A triangle of half a pitch to either side, smeared over a slice, where the axis is: half as high at 1 and at
    // 3 − √3 = 1.268 of it; Kalender, Computed Tomography (3rd ed. 2011, ch. 3), has 1.0 and 1.27.
    const thick = 2;
    const scan = helixOf(pitch * thick, 6, { views: 288, rows: 1 });
    const line = { rows: 1, columns: 1, slices: 61, pixelSizeMm: 1, sliceSpacingMm: 0.1 * thick };
    const volume = await made(uprightDisks([[0, 0, 0, 8, thick, 1]]), scan, line, reconstructHalfTurns);
    expect(halfWidth([...volume], 0.1)).toBeCloseTo(expected, 1.6);
    const area = volume.reduce((sum, value) => sum + 0.1 * value, 0);
    expect(Math.max(...volume) / area).toBeCloseTo(middle, 1.6);
    // The disk itself is out by as much within its slice.
    expect(area).toBeCloseTo(1, 1.2);
  });

  test('what goes on along the axis is the fan’s, with even rows too', async () => {
    const slice = { ...grid, slices: 3, sliceSpacingMm: 2.1 };
    const few = { ...slice, slices: 1 };
    const circle = await made(rods, coneOf({ views: 192, channels: 61, rows: 1 }), few, reconstructFdk);
    for (const rows of [1, 5]) {
      const scan = helixOf(5, 4, { views: 768, rows });
      const volume = await made(rods, scan, slice, reconstructHalfTurns);
      for (let i = 0; i < 3; i++) {
        const values = volume.slice(400 * i, 400 * (i + 1));
        const rms = Math.sqrt(mean(values.map((value, k) => (value - circle[k]!) ** 2)));
        expect(rms).toBeLessThan(0.02 * WATER);
        expect(Math.abs(mean(values) / mean(circle) - 1)).toBeLessThan(0.002);
      }
    }
  });
});
