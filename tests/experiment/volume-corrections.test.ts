import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Operators } from '../../src/operators/contract.ts';
import { everything, runOf } from '../support/physical-runs.ts';
import { cpuOperators, rmsDifference } from '../support/walk.ts';

const fan = {
  ...{ geometry: 'fan', detector: 'flat', sourceToIsocenterMm: 200, sourceToDetectorMm: 300 },
  ...{ views: 40, channels: 64, channelSpacingMm: 1.5 },
};
const cone = { ...fan, geometry: 'cone', rows: 9, rowSpacingMm: 2 };

const slice = {
  ...{ version: 1, name: 'a slice', fieldSizeMm: 48, values: 'materials', composition: 'replace' },
  shapes: [
    { type: 'ellipse', x: 2, y: -1, semiAxisX: 18, semiAxisY: 14, angleDeg: 20, material: 'water' },
    { type: 'rectangle', x: -5, y: 3, width: 7, height: 4, angleDeg: 30, material: 'cortical-bone' },
  ],
};
const ball = (radius: number, x = 0) => ({
  ...{ version: 1, dimensions: 3, name: 'a ball', fieldSizeMm: 2.5 * radius, heightMm: 2.5 * radius },
  ...{ values: 'materials', composition: 'replace' },
  solids: [{ type: 'sphere', x, y: 0, z: 0, radius, material: 'water' }],
});

let operators: Operators;
beforeAll(() => {
  operators = cpuOperators();
});
afterAll(() => operators.dispose());

const listed = (...kinds: string[]) => ({ corrections: kinds.map((kind) => ({ kind })) });

test('a cone of one row is corrected as a fan is', async () => {
  const corrections = listed('starvation', 'scatter', 'water', 'rings', 'axis', 'truncation');
  const json = { phantom: slice, acquisition: { ...everything, detectorShift: 0 }, seed: 2, ...corrections };
  // A detector that sees less than the slice.
  const short = { ...fan, channels: 40 };
  const ofFan = await runOf(operators, { ...json, scan: short });
  const ofCone = await runOf(operators, { ...json, scan: { ...short, geometry: 'cone', rows: 1, rowSpacingMm: 1 } });
  expect(ofCone.readings.length).toBeGreaterThan(40 * 40);
  expect(ofCone.readings).toEqual(ofFan.readings);
  expect(ofCone.findings).toEqual(ofFan.findings);
});

describe('of several rows', () => {
  test('each pixel’s drift is found, and taken away', async () => {
    const acquisition = { beam: { kind: 'monochromatic' }, crosstalk: 0.01, deadChannels: [5] };
    const json = { phantom: ball(14, 6), scan: cone };
    const still = await runOf(operators, { ...json, acquisition });
    const drifting = await runOf(operators, {
      ...{ ...json, acquisition: { ...acquisition, gainDrift: 0.02 } },
      ...listed('rings'),
    });
    const alive = (values: Float32Array) => values.filter((_, i) => i % 64 !== 5);
    const before = rmsDifference(alive(drifting.values), alive(still.values));
    expect(before).toBeCloseTo(0.02, 2);
    // What neighbours share of their drifts no filter can tell from the object, and the ends have no neighbours.
    expect(rmsDifference(alive(drifting.readings), alive(still.values))).toBeLessThan(0.7 * before);
    // Dead in every row, and led to what its neighbours read.
    const dead = (values: Float32Array) => values.filter((_, i) => i % 64 === 5);
    expect(Math.min(...dead(drifting.values))).toBeGreaterThan(13);
    expect(Math.max(...dead(drifting.readings).map(Math.abs))).toBeLessThan(0.2);
  });

  test('scatter is found beside the object and taken away, up to its noise', async () => {
    const acquisition = { beam: { kind: 'monochromatic' }, crosstalk: 0.01 };
    const json = { phantom: ball(14, 6), scan: { ...cone, channels: 48 } };
    const clean = await runOf(operators, { ...json, acquisition });
    const scattered = { ...json, acquisition: { ...acquisition, scatterToPrimary: 0.5 } };
    const taken = await runOf(operators, { ...scattered, ...listed('scatter') });
    expect(rmsDifference(taken.values, clean.values)).toBeGreaterThan(0.02);
    expect(rmsDifference(taken.readings, clean.values)).toBeLessThan(1e-5);
  });

  test('the axis is found in the row next to the plane of the source, and only where there is one', async () => {
    const acquisition = { beam: { kind: 'monochromatic' }, detectorShift: 1.75 };
    const json = { phantom: slice, acquisition, ...listed('axis') };
    const { findings } = await runOf(operators, { ...json, scan: cone });
    expect(findings.axis?.shift).toBeCloseTo(1.75, 1);
    const why = async (scan: object) => (await runOf(operators, { ...json, scan: { ...cone, ...scan } })).findings.axis;
    expect(await why({ pitchMm: 20 })).toEqual({ shift: null, why: 'that needs a source that stays at one height' });
    expect(await why({ rowOffset: 7 })).toEqual({
      shift: null,
      why: 'that needs a detector row in the plane of the source',
    });
  });

  test('views of an offset panel go on beyond its longer end alone', async () => {
    const scan = { ...cone, channels: 40, offset: -8 };
    const { readings } = await runOf(operators, {
      ...{ phantom: slice, scan, reconstruction: { grid: { pixels: 32, pixelSizeMm: 3 } } },
      ...listed('truncation'),
    });
    const channels = readings.length / (40 * 9);
    const { values } = await runOf(operators, { phantom: slice, scan });
    expect(channels).toBeGreaterThan(40);
    expect(readings.slice(0, 40)).toEqual(values.slice(0, 40));
  });

  test('a ball of water in a tube’s beam is 0 HU within 2, and was not before', async () => {
    const scan = { ...cone, views: 120, channels: 96, channelSpacingMm: 2, rows: 30, rowSpacingMm: 4 };
    const grid = { pixels: 48, pixelSizeMm: 2.5, slices: 3, sliceSpacingMm: 2.5 };
    const json = { phantom: ball(45), scan, reconstruction: { grid }, acquisition: { beam: { kind: 'tube' } } };
    const mean = async (corrections: object) => {
      const { volume, waterMuPerMm } = await runOf(operators, { ...json, ...corrections });
      const inside = volume.filter((_, i) => {
        const [column, row, slice] = [i % 48, Math.floor(i / 48) % 48, Math.floor(i / (48 * 48))];
        return slice === 1 && Math.hypot(column - 23.5, row - 23.5) * 2.5 < 38;
      });
      return 1000 * (inside.reduce((sum, value) => sum + value, 0) / inside.length / waterMuPerMm - 1);
    };
    expect(Math.abs(await mean(listed('water')))).toBeLessThan(2);
    expect(Math.abs(await mean({}))).toBeGreaterThan(5);
  });

  test('photons of a pixel vary as their mean does, and no two pixels or views together', async () => {
    const [views, rows, channels] = [300, 4, 6];
    const photons = 400;
    const { values } = await runOf(operators, {
      phantom: {
        ...ball(20),
        solids: [{ type: 'cylinder', x: 0, y: 0, z: 0, semiAxisX: 20, semiAxisY: 20, length: 60, material: 'water' }],
      },
      scan: { ...cone, views, rows, channels, channelSpacingMm: 6, rowSpacingMm: 6 },
      acquisition: { beam: { kind: 'monochromatic' }, noise: { photons } },
    });
    const counts = values.map((value) => photons * Math.exp(-value));
    const pixels = rows * channels;
    const seriesOf = Array.from({ length: pixels }, (_, pixel) => counts.filter((_, i) => i % pixels === pixel));
    const mean = (series: Float32Array) => series.reduce((sum, count) => sum + count, 0) / series.length;
    const deviations = seriesOf.map((series) =>
      series.map((count) => (count - mean(series)) / Math.sqrt(mean(series))),
    );
    // The object is round: a pixel has the same mean in every view, and its variance over 300 of them is good to 8 %.
    for (const series of deviations) {
      const variance = series.reduce((sum, x) => sum + x * x, 0) / (views - 1);
      expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / views));
    }
    const together = (a: Float32Array, b: Float32Array, lag: number) =>
      a.reduce((sum, x, view) => sum + x * b[(view + lag) % views]!, 0) / views;
    for (let pixel = 0; pixel < pixels; pixel++) {
      const other = (pixel + channels) % pixels;
      expect(Math.abs(together(deviations[pixel]!, deviations[other]!, 0))).toBeLessThan(4.5 / Math.sqrt(views));
      expect(Math.abs(together(deviations[pixel]!, deviations[pixel]!, 1))).toBeLessThan(4.5 / Math.sqrt(views));
    }
  });
});
