import { describe, expect, test } from 'vitest';
import { fanArcScan } from '../../src/geometry/fan/fan-scan.ts';
import { LEAST_DEPTH, type LoweredScan, seenAt, sliceView, withViews } from '../../src/geometry/lowered-scan.ts';
import { arcScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { loweredScan, type Scan } from '../../src/geometry/scan.ts';
import { DEGREES } from '../support/walk.ts';

const machine = {
  channels: 31,
  channelSpacingMm: 1.7,
  offset: -2.25,
  sourceToIsocenterMm: 80,
  sourceToDetectorMm: 140,
};
const around = { views: 8, startRad: 0.3, arcRad: 360 * DEGREES };
const SCANS: readonly (readonly [string, Scan])[] = [
  ['parallel rays', arcScan(around, machine)],
  ['a fan onto an arc', fanArcScan(around, { ...machine, detector: 'arc' })],
  ['a fan onto a flat panel', fanArcScan(around, { ...machine, detector: 'flat' })],
];
const POINTS = [
  [0, 0],
  [13, 4],
  [-7, 21],
  [30, -22],
] as const;

describe.each(SCANS)('the numbers of %s', (_, scan) => {
  const numbers = loweredScan(scan);
  /** The same, of views that each weigh something else. */
  const uneven = { ...numbers, viewWeights: numbers.viewWeights.map((_, view) => view + 1) };
  const at = (view: number, xMm: number, yMm: number, zMm = 0) => seenAt(numbers, view, { xMm, yMm, zMm });

  test('are made once', () => {
    expect(loweredScan(scan)).toBe(numbers);
    expect(numbers.viewWeights).toBe(scan.viewWeightsRad);
  });

  test('see the axis where the detector has it, whatever the view', () => {
    for (const view of [0, 3, 7]) expect(at(view, 0, 0)).toEqual({ channel: 15 - 2.25, row: 0 });
  });

  test('are those of view 0 turned by each view’s angle', () => {
    expect(numbers.turnsRad).toBe(scan.anglesRad);
    for (const view of [1, 4, 6]) {
      const turn = numbers.turnsRad![view]! - numbers.turnsRad![0]!;
      for (const [x, y] of POINTS) {
        const turned = [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn)] as const;
        expect(at(view, ...turned).channel).toBeCloseTo(at(0, x, y).channel, 10);
      }
    }
  });

  test('have rows as far apart as channels, upwards', () => {
    const [east, up] = [at(0, 1e-6 * Math.cos(0.3), 1e-6 * Math.sin(0.3)), at(0, 0, 0, 1e-6)];
    expect(up.row).toBeCloseTo(east.channel - 12.75, 12);
    expect(up.row).toBeGreaterThan(0);
    expect(up.channel).toBe(12.75);
  });

  test('see a slice through x, y and 1', () => {
    const { across, depth, leastDepth, weight } = sliceView(uneven, 5);
    const [x, y] = [13 / numbers.unitMm, 4 / numbers.unitMm];
    const slope = (across[0] * x + across[1] * y + across[2]) / (depth[0] * x + depth[1] * y + depth[2]);
    const { shape, axisChannel, channelsPerUnit } = numbers.detector;
    const channel = axisChannel + channelsPerUnit * (shape === 'arc' ? Math.atan(slope) : slope);
    expect(channel).toBeCloseTo(at(5, 13, 4).channel, 10);
    expect(leastDepth).toBe(LEAST_DEPTH * depth[2]);
    expect(weight).toBe(6);
  });

  test('of some views are theirs', () => {
    const some = withViews(uneven, [6, 2]);
    expect(seenAt(some, 1, { xMm: 13, yMm: 4 })).toEqual(at(2, 13, 4));
    expect([...some.viewWeights]).toEqual([7, 3]);
    expect([...some.turnsRad!]).toEqual([scan.anglesRad[6], scan.anglesRad[2]]);
  });
});

/** A source at (0, −80, 0) and a panel of 1 × 1 mm pixels 140 mm in front of it, channel and row 0 in its middle. */
const cone = (shape: 'flat' | 'arc'): LoweredScan => ({
  matrices: Float64Array.of(1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 80),
  viewWeights: Float64Array.of(1),
  detector: {
    shape,
    channels: 201,
    rows: 101,
    axisChannel: 0,
    axisRow: 0,
    channelsPerUnit: 140,
    rowsPerUnit: 140,
  },
  unitMm: 1,
  diverges: true,
  weightDistance: 80,
  turnsRad: null,
});

describe('a cone', () => {
  // By similar triangles: the ray from the source through the place meets the panel 140 mm, the cylinder 140 mm across.
  test('onto a flat panel magnifies channels and rows alike', () => {
    const { channel, row } = seenAt(cone('flat'), 0, { xMm: 10, yMm: 20, zMm: -5 });
    expect(channel).toBeCloseTo(10 * 1.4, 12);
    expect(row).toBeCloseTo(-5 * 1.4, 12);
  });

  test('onto a cylinder rises with the distance from the source in the plane', () => {
    const { channel, row } = seenAt(cone('arc'), 0, { xMm: 60, yMm: 0, zMm: 30 });
    expect(channel).toBeCloseTo(140 * Math.atan(0.75), 12);
    expect(row).toBeCloseTo((30 * 140) / 100, 12);
  });

  test('sees nothing behind its source', () => {
    expect(seenAt(cone('flat'), 0, { xMm: 1, yMm: -81 })).toEqual({ channel: Number.NaN, row: Number.NaN });
  });
});
