// Measurements of a part of an object, whose views end within it: the slice within the field of view is that of the whole.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { reportedFindings } from '../../src/experiment/findings.ts';
import { scanShapes } from '../../src/kernels/scan-shapes/plain.ts';
import { npyBytes } from '../support/npy.ts';
import { describeOnSharedData, sharedDataPath } from '../support/shared-data.ts';
import { sliceOf } from '../support/slice-of-files.ts';
import { disks, scanOfArc } from '../support/walk.ts';

/** Readings of a long detector, and where its axis is. */
interface WholeScan {
  readonly readings: Float32Array;
  readonly views: number;
  readonly channels: number;
  readonly axis: number;
  readonly scan: object;
}

const TRUNCATION = [{ kind: 'truncation' }];

/** The slices of a scan by all channels, and by `2·half + 1` about the axis, left as they are and carried on. */
async function slices({ readings, views, channels, axis, scan }: WholeScan, half: number, more: object = {}) {
  const first = Math.round(axis) - half;
  const few = 2 * half + 1;
  const part = Float32Array.from({ length: views * few }, (_, i) => {
    return readings[Math.floor(i / few) * channels + first + (i % few)]!;
  });
  const pixels = 2 * half;
  const sliceBy = (values: Float32Array, count: number, place: number, corrections: object[] = []) =>
    sliceOf(
      {
        measurement: { sinogram: 'sino.npy', ...more },
        scan: { channelSpacingMm: 1, ...scan, offset: place - (count - 1) / 2 },
        reconstruction: { grid: { pixels, pixelSizeMm: 1 } },
        corrections,
      },
      { 'sino.npy': npyBytes(values, [views, count]) },
    );
  const whole = await sliceBy(readings, channels, axis);
  const cut = await sliceBy(part, few, axis - first);
  const carriedOn = await sliceBy(part, few, axis - first, TRUNCATION);
  const within = (radius: number) =>
    [...whole.image.keys()].filter((i) => {
      return Math.hypot((i % pixels) - half + 0.5, Math.floor(i / pixels) - half + 0.5) < radius * half;
    });
  const mean = (values: Float32Array, radius: number) =>
    within(radius).reduce((sum, i) => sum + values[i]!, 0) / within(radius).length;
  /** How far off the mean within a part of the field is, as a part of what it should be. */
  const off = ({ image }: { image: Float32Array }, radius: number) =>
    mean(image, radius) / mean(whole.image, radius) - 1;
  return { whole, cut, carriedOn, off };
}

/** A body of 100 mm radius, off the axis, with two rods in it. */
const phantom = disks([6, -4, 100, 0.02], [-20, 9, 8, 0.01], [25, 20, 5, -0.015]);

describe('a body that the detector sees the middle of', () => {
  const scan = scanOfArc({ views: 160, channels: 240, channelSpacingMm: 1 });
  const body: WholeScan = {
    readings: scanShapes(phantom, scan, { from: 0, to: 160 }),
    views: 160,
    channels: 240,
    axis: 119.5,
    scan: {},
  };

  test.each([
    ['line integrals', {}, 1],
    ['line integrals in a unit of their own', { kind: 'arbitrary' }, 70],
  ])('in %s has nearly the values of the whole scan once its views are carried on', async (_, more, unit) => {
    const { whole, cut, carriedOn, off } = await slices(
      { ...body, readings: body.readings.map((value) => unit * value) },
      50,
      more,
    );
    expect(off(cut, 0.4)).toBeGreaterThan(0.25);
    expect(Math.abs(off(carriedOn, 0.4))).toBeLessThan(0.05);
    expect(Math.abs(off(carriedOn, 0.9))).toBeLessThan(0.06);
    expect(whole.faults).toEqual([]);
    const [left, said] = [cut, carriedOn].map(({ faults }) => faults.find(({ kind }) => kind === 'field-of-view'));
    expect(left!.sentence).toMatch(
      /\(8\d % of the maximum on average\).* the truncation correction takes most of this away\.$/,
    );
    expect(said!.sentence).toMatch(/extrapolated smoothly to 0, and the slice outside that field is a guess\.$/);
  });

  test('is carried on by as many channels as there are, to both sides, whatever slice is asked for', async () => {
    const { carriedOn, cut } = await slices(body, 50);
    expect(carriedOn.readings.length).toBe(3 * cut.readings.length);
    const corrections = { truncation: { channelsBefore: 101, channelsAfter: 101 } };
    expect(reportedFindings(carriedOn.findings)).toEqual({ corrections });
    // What was measured stays.
    expect(carriedOn.readings.subarray(101, 202)).toEqual(cut.readings.subarray(0, 101));
    expect(carriedOn.readings[0]).toBeLessThan(0.01);
  });
});

describeOnSharedData('the projections of a rod', () => {
  const folder = sharedDataPath('files', 'projections-i13-tiff');
  const bytesOf = (name: string) => new Uint8Array(readFileSync(`${folder}/${name}`));

  test.each([67, 100])('by less than half of the channels of row %i, carried on', async (row) => {
    const tiffs = readdirSync(`${folder}/tiffs`).sort();
    const plain = ['flat_00001.tiff', 'dark_00001.tiff'];
    const files = Object.fromEntries([
      ...tiffs.map((name) => [name, bytesOf(`tiffs/${name}`)]),
      ...plain.map((name) => [name, bytesOf(name)]),
    ]);
    const scan = { startDeg: -88.2, arcDeg: 182 };
    const { readings } = await sliceOf(
      {
        measurement: { sinogram: tiffs, row, kind: 'transmission', white: plain[0], dark: plain[1] },
        scan: { ...scan, channelSpacingMm: 1 },
        reconstruction: { grid: { pixels: 16, pixelSizeMm: 1 } },
      },
      files,
    );
    const { cut, carriedOn, off } = await slices({ readings, views: 91, channels: 160, axis: 86, scan }, 36);
    // Cut off, the middle is 10 and 11 % too high and the field 23 and 30 %; carried on 1.6 and 2.7, and 2.8 and 5.9 %.
    expect(off(cut, 0.4)).toBeGreaterThan(0.1);
    expect(Math.abs(off(carriedOn, 0.4))).toBeLessThan(0.03);
    expect(off(cut, 0.9)).toBeGreaterThan(0.2);
    expect(Math.abs(off(carriedOn, 0.9))).toBeLessThan(0.065);
  });
});
