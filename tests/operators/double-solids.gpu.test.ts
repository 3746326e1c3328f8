import { beforeAll, describe, expect, test } from 'vitest';
import { type ConeMachine, coneArcScan } from '../../src/geometry/cone/cone-scan.ts';
import { loweredRays } from '../../src/geometry/lowered-rays.ts';
import { loweredScan, type Scan } from '../../src/geometry/scan.ts';
import { simd } from '../../src/kernels/scan-solids/simd.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { gpuOperators } from '../support/gpu-operators.ts';
import { mixedSolids } from '../support/mixed-solids.ts';
import { everything, runOf } from '../support/physical-runs.ts';
import { cpuOperators, scanOfArc } from '../support/walk.ts';

const VIEWS = 3;
const ROWS = 11;
const CHANNELS = 64;

const machine: ConeMachine = {
  ...{ detector: 'flat', sourceToIsocenterMm: 300, sourceToDetectorMm: 500, pitchMm: 0, startZMm: 0 },
  ...{ channels: CHANNELS, channelSpacingMm: 2.05, offset: 0.25, rows: ROWS, rowSpacingMm: 8.9, rowOffset: 0.1 },
};
const turn = { views: VIEWS, startRad: 0.3, arcRad: 2 * Math.PI };

const scans: Readonly<Record<string, Scan>> = {
  'a flat panel': coneArcScan(turn, machine),
  'a helix onto a cylinder': coneArcScan(turn, { ...machine, detector: 'arc', pitchMm: 40, startZMm: -20 }),
  'a focal spot beside its place before a cylinder': {
    ...coneArcScan(turn, { ...machine, detector: 'arc' }),
    sourceShiftMm: -2.3,
  },
  'a focal spot beside its place before a panel': { ...coneArcScan(turn, machine), sourceShiftMm: 1.7 },
  'parallel rays': scanOfArc({ views: VIEWS * ROWS, channels: CHANNELS, channelSpacingMm: 1.65 }),
};

const solidFile = {
  ...{ version: 1, dimensions: 3, name: 'solids', fieldSizeMm: 64, heightMm: 64 },
  ...{ values: 'materials', composition: 'replace' },
  solids: [
    { type: 'ellipsoid', x: 1, y: -2, z: 0.5, semiAxisX: 20, semiAxisY: 16, semiAxisZ: 18, material: 'water' },
    { type: 'box', x: -5, y: 4, z: 3, sizeX: 14, sizeY: 9, sizeZ: 11, eulerDeg: [30, 40, -25], material: 'air' },
    { type: 'sphere', x: 6, y: 3, z: -4, radius: 5, material: 'cortical-bone' },
  ],
};

describe('path lengths through solids on the GPU, in nearly double precision', () => {
  let operators: Operators;
  beforeAll(async () => {
    operators = await gpuOperators();
  });

  test.each(Object.entries(scans))('have the bits of the CPU, of %s', async (_, scan) => {
    const readings = await operators.create(VIEWS * ROWS, CHANNELS);
    const range = { from: 0, to: VIEWS * ROWS };
    let [differing, all] = [0, 0];
    for (const composition of ['add', 'replace'] as const) {
      const phantom = mixedSolids(composition);
      await operators.scanSolids(phantom, scan, readings, range, 'double');
      const values = await operators.read(readings);
      const expected = new Float32Array(values.length);
      const rows = { data: expected, rows: VIEWS * ROWS, columns: CHANNELS };
      simd({ phantom, rays: loweredRays(loweredScan(scan)) }, { readings: rows }, range);
      values.forEach((value, i) => {
        if (value !== expected[i]) differing++;
        expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-5);
      });
      all += values.length;
      expect(expected.filter((value) => value !== 0).length).toBeGreaterThan(0.2 * values.length);
    }
    operators.release(readings);
    expect(differing).toBeLessThanOrEqual(1e-4 * all);
  });

  test('so a whole scan counts what it does on the CPU', async () => {
    const scan = { ...machine, geometry: 'cone', views: 4 };
    const json = { phantom: solidFile, scan, acquisition: { ...everything, focalSpotMm: 0, channelAperture: 0 } };
    const [ofGpu, ofCpu] = [await runOf(operators, json), await runOf(cpuOperators(), json)];
    const differing = ofGpu.values.filter((value, i) => value !== ofCpu.values[i]).length;
    expect(differing).toBeLessThanOrEqual(2e-3 * ofCpu.values.length);
    expect(new Set(ofCpu.values).size).toBeGreaterThan(0.5 * ofCpu.values.length);
  });
});
