import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { inVolume } from '../../src/experiment/in-volume.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { WATER_MU_PER_MM } from '../../src/phantom/attenuation.ts';
import type { ImagePhantom } from '../../src/phantom/phantom.ts';
import { muPerMm } from '../../src/physics/materials/attenuation-of-material.ts';
import { volumeGridAtMoment } from '../../src/physics/moving-phantom.ts';
import { spectrumMuPerMm, tubeScanSpectrum } from '../../src/physics/scan-spectrum.ts';
import { npyBytes } from '../support/npy.ts';
import { everything, runOf } from '../support/physical-runs.ts';
import { cpuOperators, rmsDifference } from '../support/walk.ts';

const [SLICES, ROWS, COLUMNS] = [9, 24, 24];
const SIZE_MM = 2;
/** What dense bone is as a voxel: so many times as much as water at 60 keV. */
const BONE = (WATER_MU_PER_MM * muPerMm('cortical-bone', 60)) / muPerMm('water', 60);

/** Voxels with a value wherever a place in mm says so. */
const voxels = (valueAt: (x: number, y: number, z: number) => number) =>
  Float32Array.from({ length: SLICES * ROWS * COLUMNS }, (_, i) => {
    const [column, row, slice] = [i % COLUMNS, Math.floor(i / COLUMNS) % ROWS, Math.floor(i / (COLUMNS * ROWS))];
    return valueAt((column - 11.5) * SIZE_MM, (11.5 - row) * SIZE_MM, (slice - 4) * SIZE_MM);
  });
/** 32 mm of water along y, with a plate of bone of 8 mm in the upper half. */
const block = voxels((x, y, z) => {
  if (Math.abs(y) > 16 || Math.abs(x) > 20) return 0;
  return z > 1 && y > 0 && y < 8 ? BONE : WATER_MU_PER_MM;
});
const rod = voxels((x, y) => (Math.hypot(x - 4, y + 2) < 15 ? WATER_MU_PER_MM : 0) + (Math.hypot(x, y) < 5 ? 0.03 : 0));
const FILES = {
  'block.npy': npyBytes(block, [SLICES, ROWS, COLUMNS]),
  'rod.npy': npyBytes(rod, [SLICES, ROWS, COLUMNS]),
};
const image = (name: string) => ({ image: name, values: 'attenuation-per-mm', pixelSizeMm: SIZE_MM });
const machine = { detector: 'flat', sourceToIsocenterMm: 2000, sourceToDetectorMm: 3000, channelSpacingMm: 1.5 };
/** One view along y, of rays that hardly leave it. */
const along = { ...machine, geometry: 'cone', views: 1, channels: 9, rows: 9, rowSpacingMm: 1.5 };

let operators: Operators;
beforeAll(() => {
  operators = cpuOperators();
});
afterAll(() => operators.dispose());
const run = (json: object) => runOf(operators, json, FILES);

test('a cone of one row counts of a volume what a fan does of its slice', async () => {
  const fan = {
    ...machine,
    geometry: 'fan',
    sourceToIsocenterMm: 200,
    sourceToDetectorMm: 300,
    views: 20,
    channels: 48,
  };
  // Counts of sums that were rounded in another order differ by whole photons here and there.
  const { noise: _, ...acquisition } = everything;
  const json = { phantom: image('rod.npy'), acquisition };
  const ofFan = await run({ ...json, scan: fan });
  const ofCone = await run({ ...json, scan: { ...fan, geometry: 'cone', rows: 1, rowSpacingMm: 1 } });
  expect(Math.max(...ofFan.values)).toBeGreaterThan(0.7);
  expect(rmsDifference(ofCone.values, ofFan.values)).toBeLessThan(2e-6);
});

describe('behind a block of voxels', () => {
  /** How much longer a ray's way through it is than the central ray's, [rows, channels]. */
  const obliqueness = Float64Array.from({ length: 81 }, (_, i) =>
    Math.hypot(1, (((i % 9) - 4) * 1.5) / 3000, ((Math.floor(i / 9) - 4) * 1.5) / 3000),
  );
  /** In the lower rows water alone; in the upper ones 24 mm of it and 8 of bone. */
  function expectEach(values: Float32Array, lower: (mm: number) => number, upper: (factor: number) => number): void {
    for (let i = 0; i < 81; i++) {
      const row = Math.floor(i / 9);
      // Between them a ray's samples are mixed of both.
      if (row === 4 || row === 5) continue;
      const expected = row < 4 ? lower(32 * obliqueness[i]!) : upper(obliqueness[i]!);
      expect(Math.abs(values[i]! - expected)).toBeLessThan(3e-6 * expected);
    }
  }

  test('one energy goes by the attenuation at that energy', async () => {
    const acquisition = { beam: { kind: 'monochromatic', energyKeV: 80 } };
    const slice = { pixels: COLUMNS, pixelSizeMm: SIZE_MM };
    const json = { phantom: image('block.npy'), scan: along, acquisition };
    const { values, truth } = await run({ ...json, reconstruction: { grid: slice } });
    const [water, bone] = [muPerMm('water', 80), muPerMm('cortical-bone', 80)];
    expectEach(
      values,
      (mm) => water * mm,
      (factor) => factor * (24 * water + 8 * bone),
    );
    // What it is compared with is the volume at that energy: water in the middle slice, and bone above it.
    expect(Math.max(...truth!)).toBeCloseTo(water, 6);
    const above = await run({ ...json, reconstruction: { grid: { ...slice, centreZMm: 4 } } });
    expect(Math.max(...above.truth!)).toBeCloseTo(bone, 6);
  });

  test('a tube’s beam hardens in water and in bone', async () => {
    const tube = { voltageKV: 100, filtrationMmAluminium: 3, filtrationMmCopper: 0 };
    const { values } = await run({
      phantom: image('block.npy'),
      scan: along,
      acquisition: { beam: { kind: 'tube', ...tube } },
    });
    const spectrum = tubeScanSpectrum(tube);
    const [water, bone] = [spectrumMuPerMm(spectrum, 'water'), spectrumMuPerMm(spectrum, 'cortical-bone')];
    const behind = (waterMm: number, boneMm: number) =>
      -Math.log(
        spectrum.weights.reduce((sum, w, i) => sum + w * Math.exp(-water[i]! * waterMm - bone[i]! * boneMm), 0),
      );
    expectEach(
      values,
      (mm) => behind(mm, 0),
      (factor) => behind(24 * factor, 8 * factor),
    );
    // Of 32 mm of water by numpy with CS_Total_CP of xraylib 4, whose tables differ from NIST's by some 10⁻³.
    expect(Math.abs(values[4]! - 0.73461)).toBeLessThan(1e-3 * 0.73461);
  });

  test('photons vary as their mean does', async () => {
    const photons = 400;
    const acquisition = { beam: { kind: 'monochromatic' }, noise: { photons } };
    const scan = { ...along, channels: 40, rows: 40, channelSpacingMm: 0.3, rowSpacingMm: 0.1, rowOffset: 45 };
    const { values } = await run({ phantom: image('block.npy'), scan, acquisition });
    const counts = values.map((value) => photons * Math.exp(-value));
    const mean = counts.reduce((sum, count) => sum + count / counts.length, 0);
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2 / counts.length, 0);
    const expected = photons * Math.exp(-32 * WATER_MU_PER_MM);
    expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(expected / counts.length));
    expect(Math.abs(variance / expected - 1)).toBeLessThan(4 * Math.sqrt(2 / counts.length));
  });
});

test('a volume that moves goes to one side, and one that breathes grows in every direction', async () => {
  const grid = { columns: COLUMNS, rows: ROWS, slices: SLICES, pixelSizeMm: SIZE_MM, sliceSpacingMm: 3 };
  const phantom = { fieldSizeMm: 48 } as ImagePhantom;
  const rest = { directionDeg: 0, at: 0.5, cycles: 1 };
  const breathing = { ...rest, kind: 'breathing', amplitudeMm: 2.4 } as const;
  // In the middle of one breath the field's edge is 2.4 mm farther out, all of 24.
  expect(volumeGridAtMoment(phantom, grid, breathing, 0.5)).toMatchObject({
    pixelSizeMm: expect.closeTo(2.2, 12),
    sliceSpacingMm: expect.closeTo(3.3, 12),
  });
  const motion = { kind: 'shift', amplitudeMm: 4, directionDeg: 0, at: 0 };
  const scan = { ...along, channels: 32 };
  const beam = { kind: 'monochromatic' };
  const moved = await run({ phantom: image('rod.npy'), scan, acquisition: { beam, motion } });
  const still = await run({ phantom: image('rod.npy'), scan: { ...scan, offset: 4 }, acquisition: { beam } });
  // 4 mm at the axis are 6 mm, four channels, on the detector.
  expect(rmsDifference(moved.values, still.values)).toBeLessThan(2e-3);
});

test('a beam stays when a volume is scanned with a cone', async () => {
  const input = parseExperimentInput({ phantom: image('rod.npy'), acquisition: { beam: { kind: 'tube' } } });
  const subject = await loadSubject(input, async () => FILES['rod.npy']);
  const fitted = inVolume(resolveExperiment(input, subject), subject)!;
  expect(fitted.scan.geometry).toBe('cone');
  expect(fitted.acquisition.beam.kind).toBe('tube');
});
