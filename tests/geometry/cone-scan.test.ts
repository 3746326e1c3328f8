import { describe, expect, test } from 'vitest';
import { coneReadingWeights } from '../../src/geometry/cone/cone-readings.ts';
import { type ConeMachine, coneArcScan, scatteredConeScan } from '../../src/geometry/cone/cone-scan.ts';
import { cone } from '../../src/geometry/cone/spec.ts';
import { fanReadingWeights } from '../../src/geometry/fan/fan-readings.ts';
import { fanArcScan } from '../../src/geometry/fan/fan-scan.ts';
import { seenAt } from '../../src/geometry/lowered-scan.ts';
import { GEOMETRIES } from '../../src/geometry/registry.ts';
import { geometryOf, loweredScan } from '../../src/geometry/scan.ts';
import { usualValues } from '../../src/spec-settings.ts';
import { DEGREES } from '../support/walk.ts';

const SHAPES = ['flat', 'arc'] as const;
const machine: ConeMachine = {
  detector: 'flat',
  sourceToIsocenterMm: 80,
  sourceToDetectorMm: 140,
  channels: 31,
  channelSpacingMm: 1.7,
  offset: -2.25,
  rows: 20,
  rowSpacingMm: 1.1,
  rowOffset: 0.5,
  pitchMm: 0,
  startZMm: 0,
};
const turn = { views: 12, startRad: 0.3, arcRad: 360 * DEGREES };

describe.each(SHAPES)('a cone onto a detector that is %s', (detector) => {
  const scan = coneArcScan(turn, { ...machine, detector });
  const numbers = loweredScan(scan);

  test('has row 0 at the lowest z, and mirrors in no view', () => {
    for (let view = 0; view < 12; view++) {
      const beta = scan.anglesRad[view]!;
      const at = (u: number, zMm: number) =>
        seenAt(numbers, view, { xMm: u * Math.cos(beta), yMm: u * Math.sin(beta), zMm });
      const middle = at(0, 0);
      // The plane through the source falls on row (20 − 1)/2 + 0.5, the axis on channel (31 − 1)/2 − 2.25.
      expect(middle.row).toBeCloseTo(10, 10);
      expect(middle.channel).toBeCloseTo(12.75, 10);
      expect(at(0, -1).row).toBeLessThan(middle.row);
      expect(at(0, 1).row).toBeGreaterThan(middle.row);
      expect(at(1, 0).channel).toBeGreaterThan(middle.channel);
    }
  });

  test('magnifies what stands on the axis by 140/80', () => {
    const seen = seenAt(numbers, 4, { xMm: 0, yMm: 0, zMm: 2 });
    expect(seen.row - 10).toBeCloseTo((2 * 140) / 80 / 1.1, 10);
  });

  test('of one row in the plane through the source has the numbers of a fan', () => {
    const one = { ...machine, detector, rows: 1, rowSpacingMm: machine.channelSpacingMm, rowOffset: 0 };
    const arc = { ...turn, arcRad: 230 * DEGREES };
    const [flat, fan] = [coneArcScan(arc, one), fanArcScan(arc, { ...machine, detector })];
    expect(loweredScan(flat)).toEqual(loweredScan(fan));
    for (const isPlain of [true, false]) {
      expect(coneReadingWeights(flat, isPlain)).toEqual(fanReadingWeights(fan, isPlain));
    }
    expect(cone.ramp(flat)).toEqual(geometryOf(fan).ramp(fan));
  });
});

test('the height of a row on a panel is scaled by the depth, on a cylinder by the distance in the plane', () => {
  // A point 60 mm across and 80 + 0 deep: 100 mm from the source, 30 mm up.
  const at = { xMm: 60, yMm: 0, zMm: 30 };
  const rowOf = (detector: 'flat' | 'arc') =>
    seenAt(loweredScan(coneArcScan({ ...turn, startRad: 0 }, { ...machine, detector })), 0, at).row;
  expect(rowOf('flat')).toBeCloseTo(10 + (30 * 140) / 80 / 1.1, 10);
  expect(rowOf('arc')).toBeCloseTo(10 + (30 * 140) / 100 / 1.1, 10);
});

describe('a helix', () => {
  const twice = { views: 24, startRad: 0.3, arcRad: 720 * DEGREES };
  const scan = coneArcScan(twice, { ...machine, pitchMm: 36, startZMm: -40 });
  const numbers = loweredScan(scan);

  test('sees what is as high as its source in the middle row', () => {
    // 24 views in two turns rise by 36/12 mm each.
    for (const view of [0, 1, 7, 23]) {
      expect(seenAt(numbers, view, { xMm: 3, yMm: 2, zMm: -40 + 3 * view }).row).toBeCloseTo(10, 10);
    }
  });

  test('is no turn of one view, and each view counts its own step', () => {
    expect(numbers.turnsRad).toBeNull();
    for (const weight of scan.viewWeightsRad) expect(weight).toBeCloseTo((2 * Math.PI) / 12, 12);
    const circle = coneArcScan(twice, machine);
    for (const weight of circle.viewWeightsRad) expect(weight).toBeCloseTo((2 * Math.PI) / 24, 12);
  });

  test('goes on where written angles begin again, evenly or not', () => {
    const angles = Float64Array.of(350, 355, 1, 8, 13).map((angle) => angle * DEGREES);
    const uneven = scatteredConeScan(angles, { ...machine, pitchMm: 360, startZMm: 5 });
    const zs = [5, 10, 16, 23, 28];
    zs.forEach((zMm, view) => {
      expect(seenAt(loweredScan(uneven), view, { xMm: 0, yMm: 0, zMm }).row).toBeCloseTo(10, 9);
    });
    const steps = [5, 5.5, 6.5, 6, 5];
    steps.forEach((step, view) => {
      expect(uneven.viewWeightsRad[view]).toBeCloseTo(step * DEGREES, 12);
    });
  });

  test('sinks where it turns clockwise', () => {
    const down = coneArcScan({ ...twice, arcRad: -720 * DEGREES }, { ...machine, pitchMm: 36 });
    expect(seenAt(loweredScan(down), 12, { xMm: 0, yMm: 0, zMm: -36 }).row).toBeCloseTo(10, 10);
  });
});

describe('the settings of a cone', () => {
  const usual = { ...usualValues(cone.settings.own), views: 90, startDeg: 0, arcDeg: 360, channels: 64, offset: 0 };
  const settings = { geometry: 'cone', ...usual, channelSpacingMm: 1 } as unknown as Parameters<
    typeof cone.settings.scan
  >[0];

  test('make a scan onto a flat panel', () => {
    const scan = cone.settings.scan(settings, null);
    expect(scan.detector).toBe('flat');
    expect(scan.rows).toBe(256);
    expect(loweredScan(scan).detector).toMatchObject({ rows: 256, axisRow: 127.5, shape: 'flat' });
  });

  test.each([
    [{ rows: 4096, rowSpacingMm: 10 }, /^scan: the cone would open 87.1° to one side .* at most 45° are possible/],
    [{ channels: 9000 }, /^scan: the fan would open 77.0° to one side/],
    [
      { views: 4096, channels: 256 },
      /^scan: this needs 268435456 readings of all views, rows and channels, but at most 134217728/,
    ],
  ])('%j are refused in a sentence', (changes, sentence) => {
    expect(() => cone.settings.scan({ ...settings, ...changes }, null)).toThrow(sentence);
  });

  test('are refused where the detector stands before the axis', () => {
    expect(cone.settings.whyWrong({ ...settings, sourceToDetectorMm: 500 })).toMatch(/must be beyond the axis/);
  });
});

test('a cone makes volumes, and so do several rows of parallel rays and tomosynthesis', () => {
  expect(GEOMETRIES.all.filter(({ makesVolumes }) => makesVolumes).map(({ name }) => name)).toEqual([
    'cone',
    'parallel-rows',
    'tomosynthesis',
  ]);
  expect(geometryOf(coneArcScan(turn, machine))).toBe(cone);
});
