import { describe, expect, test } from 'vitest';
import { fanReadingWeights } from '../../src/geometry/fan/fan-readings.ts';
import { scatteredFanScan } from '../../src/geometry/fan/fan-scan.ts';
import { squareGrid } from '../../src/geometry/grid.ts';
import { groupWeight } from '../../src/kernels/weight-readings/group-weight.ts';
import { reconstructedFan, scannedWith } from '../support/fan-walk.ts';
import { headShapes, sampledTruth } from '../support/sampled-truth.ts';
import { headOnUnitSquare } from '../support/shepp-logan.ts';
import { cpuOperators, DEGREES, rmsDifference } from '../support/walk.ts';

const degrees = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const groups = [
  [0, 90],
  [120, 90],
  [240, 90],
].map(([from, width]) => ({ fromRad: from! * DEGREES, widthRad: width! * DEGREES }));
const isCovered = (angleDeg: number) => ((angleDeg % 120) + 120) % 120 < 90;

describe('what a reading of one group of several counts for', () => {
  test('is 2 together with the one from its other side, and 2 where there is none', () => {
    for (const beta of [0.5, 3.5, 30, 60.25, 89.5, 120.5, 200, 329.5]) {
      for (const gamma of [-20, -3.3, 0, 7, 14.9]) {
        const across = beta + 180 - 2 * gamma;
        const weight = groupWeight(beta * DEGREES, gamma * DEGREES, groups);
        const other = isCovered(across) ? groupWeight(across * DEGREES, -gamma * DEGREES, groups) : 0;
        expect(weight + other).toBeCloseTo(2, 9);
      }
    }
  });

  test('passes from one side to the other no faster than its ramp of sin² over 20°', () => {
    // At most 2·(π/2)/20° for a change of 2γ.
    for (let beta = 20; beta <= 70; beta += 2.5) {
      for (let gamma = -20; gamma < 20; gamma += 0.25) {
        const [here, next] = [gamma, gamma + 0.25].map((at) => groupWeight(beta * DEGREES, at * DEGREES, groups));
        expect(Math.abs(next! - here!)).toBeLessThan(((2 * Math.PI) / 2 / 20) * 0.5);
      }
    }
  });
});

describe('a fan whose views stand in groups', () => {
  const pixels = 128;
  const pixelSize = 2 / pixels;
  const machine = {
    detector: 'arc',
    sourceToIsocenterMm: 4.45,
    sourceToDetectorMm: 8.12,
    channels: 190,
    channelSpacingMm: (pixelSize * 8.12) / 4.45,
    offset: 0,
  } as const;
  const fanAt = (angles: readonly number[]) =>
    scatteredFanScan(
      Float64Array.from(angles, (angle) => angle * DEGREES),
      machine,
    );

  test('an arc has no groups, however it is ordered', () => {
    expect(fanReadingWeights(fanAt(degrees(0, 230)), false).redundancy!.groups).toEqual([]);
    expect(fanReadingWeights(fanAt(degrees(0, 230).reverse()), false).redundancy!.groups).toEqual([]);
  });

  // 360 even views give 0.0241.
  test.each([
    ['two gaps of 10°', [...degrees(0, 100), ...degrees(110, 230), ...degrees(240, 360)]],
    [
      'three gaps of 30°, the first view in the middle',
      [...degrees(40, 90), ...degrees(120, 210), ...degrees(240, 330), ...degrees(0, 40)],
    ],
  ])('loses nothing where the gaps are seen from their other side: %s', async (_, angles) => {
    const scan = fanAt(angles);
    const operators = cpuOperators();
    const values = await scannedWith(operators, headOnUnitSquare('shepp-logan-modified'), scan);
    const image = await reconstructedFan(operators, values, scan, squareGrid(pixels, pixelSize));
    const truth = sampledTruth(headShapes('shepp-logan-modified'), 'add', { rows: pixels, columns: pixels, pixelSize });
    expect(rmsDifference(image, truth)).toBeLessThan(0.0255);
  });
});
