import { expect, test } from 'vitest';
import { coneReadingWeights } from '../../src/geometry/cone/cone-readings.ts';
import { type ConeMachine, coneArcScan } from '../../src/geometry/cone/cone-scan.ts';
import { fanReadingWeights } from '../../src/geometry/fan/fan-readings.ts';
import { fanArcScan } from '../../src/geometry/fan/fan-scan.ts';
import { loweredRays, setSpaceRay } from '../../src/geometry/lowered-rays.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import { emptySpaceRay } from '../../src/geometry/space-ray.ts';
import { expectSameBits } from '../support/close.ts';
import { randomArray } from '../support/random.ts';
import { DEGREES } from '../support/walk.ts';
import { weightReadings } from './as-functions.ts';

const machine: ConeMachine = {
  detector: 'flat',
  sourceToIsocenterMm: 80,
  sourceToDetectorMm: 140,
  channels: 31,
  channelSpacingMm: 2.7,
  offset: -0.25,
  rows: 12,
  rowSpacingMm: 6,
  rowOffset: 1.5,
  pitchMm: 0,
  startZMm: 0,
};
const ones = (length: number) => new Float32Array(length).fill(1);

/** What each reading of some views counts, [views, rows, channels]. */
function weightsOf(scan: ReturnType<typeof coneArcScan>, isPlain: boolean): Float32Array {
  const rows = scan.anglesRad.length * scan.rows;
  return weightReadings(coneReadingWeights(scan, isPlain), ones(rows * scan.channels), { from: 0, to: rows });
}

// Feldkamp, Davis & Kress 1984, eq. 28, where u and v are on the detector, D from the source to it; on a cylinder the ray runs
// D/cosκ, and its shadow in the plane lies at γ.
test.each(['flat', 'arc'] as const)('a full turn weighs by the cosine to the central ray: %s', (detector) => {
  const scan = coneArcScan({ views: 2, startRad: 0, arcRad: 2 * Math.PI }, { ...machine, detector });
  const weights = weightsOf(scan, false);
  const rays = loweredRays(loweredScan(scan));
  const ray = emptySpaceRay();
  for (const [row, channel] of [
    [0, 0],
    [3, 30],
    [7, 12],
    [11, 5],
  ] as const) {
    setSpaceRay(ray, rays, 0, row, channel);
    const weight = weights[(scan.rows + row) * scan.channels + channel];
    if (detector === 'flat') {
      const [u, v] = [(channel - 15 + 0.25) * 2.7, (row - 5.5 - 1.5) * 6];
      expect(weight).toBeCloseTo(140 / Math.hypot(140, u, v), 6);
      expect(weight).toBeCloseTo(ray.directionY, 6);
    } else {
      // Back-projection with 1/L² in mm leaves the source's distance to the readings.
      expect(weight).toBeCloseTo(80 * ray.directionY, 4);
    }
  }
});

test('a short scan shares out rays as a fan does, in every row', () => {
  const arc = { views: 9, startRad: 0.2, arcRad: 240 * DEGREES };
  const scan = coneArcScan(arc, machine);
  const full = weightsOf(coneArcScan({ ...arc, arcRad: 2 * Math.PI }, machine), false);
  const short = weightsOf(scan, false);
  const fan = fanArcScan(arc, machine);
  const ofFan = weightReadings(fanReadingWeights(fan, false), ones(9 * 31), { from: 0, to: 9 });
  const { channelWeights } = fanReadingWeights(fan, false);
  for (const [view, row, channel] of [
    [0, 0, 3],
    [4, 11, 30],
    [8, 7, 14],
  ] as const) {
    const at = (view * 12 + row) * 31 + channel;
    expect(short[at]).toBeCloseTo((full[at]! * ofFan[view * 31 + channel]!) / channelWeights[channel]!, 5);
  }
});

test('one row in the plane is weighted to the fan’s bits', () => {
  const arc = { views: 9, startRad: 0.2, arcRad: 240 * DEGREES };
  const scan = coneArcScan(arc, { ...machine, rows: 1, rowOffset: 0 });
  const readings = randomArray(9 * 31, 5);
  const range = { from: 0, to: 9 };
  expectSameBits(
    weightReadings(coneReadingWeights(scan, false), readings, range),
    weightReadings(fanReadingWeights(fanArcScan(arc, machine), false), readings, range),
  );
});

test.each(['flat', 'arc'] as const)('a detector to one side counts each line once over a turn: %s', (detector) => {
  const turn = { views: 4, startRad: 0, arcRad: 2 * Math.PI };
  // The axis is on channel 9 of 31, and in the middle of 43, of which 12 read nothing.
  const aside = { ...machine, detector, channels: 31, offset: -6 };
  const { channelWeights, measured } = coneReadingWeights(coneArcScan(turn, aside), false);
  const alike = fanReadingWeights(fanArcScan(turn, { ...aside, channels: 43, offset: 0 }), false).channelWeights;
  expect(measured).toEqual({ from: 12, channels: 31 });
  const shares = channelWeights.map((weight, channel) => weight / alike[channel]!);
  for (let channel = 0; channel <= 21; channel++) {
    expect(shares[channel]! + shares[42 - channel]!).toBeCloseTo(2, 12);
    expect(shares[channel + 1]).toBeGreaterThanOrEqual(shares[channel]!);
  }
  expect(Math.max(...shares.subarray(0, 12))).toBe(0);
  expect(shares[12]).toBeLessThan(0.02);
  const other = coneReadingWeights(coneArcScan(turn, { ...aside, offset: 6 }), false);
  expect(other.measured).toEqual({ from: 0, channels: 31 });
  expect(
    Math.max(...other.channelWeights.reverse().map((weight, k) => Math.abs(weight - channelWeights[k]!))),
  ).toBeLessThan(1e-12);
  // Over less than a turn, Parker's weights have the lines that are there, and others are missing.
  const short = { ...turn, arcRad: 240 * DEGREES };
  expect(coneReadingWeights(coneArcScan(short, aside), false)).toMatchObject({
    channelWeights: fanReadingWeights(fanArcScan(short, aside), false).channelWeights,
  });
});
