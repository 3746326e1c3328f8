import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Operators } from '../../src/operators/contract.ts';
import { WATER_MU_PER_MM } from '../../src/phantom/attenuation.ts';
import { gpuOperators } from '../support/gpu-operators.ts';
import { npyBytes } from '../support/npy.ts';
import { runOf } from '../support/physical-runs.ts';
import { cpuOperators, rmsDifference } from '../support/walk.ts';

const cone = {
  ...{ geometry: 'cone', detector: 'flat', sourceToIsocenterMm: 200, sourceToDetectorMm: 300, views: 12 },
  ...{ channels: 32, channelSpacingMm: 2, rows: 8, rowSpacingMm: 3 },
};
const reconstruction = { grid: { pixels: 24, pixelSizeMm: 1.6, slices: 6 } };

let gpu: Operators;
let cpu: Operators;
beforeAll(async () => {
  gpu = (await gpuOperators()) as unknown as Operators;
  cpu = cpuOperators();
});
afterAll(() => {
  gpu.dispose();
  cpu.dispose();
});

test('metal in a volume is bridged and put back as on the CPU', async () => {
  const phantom = {
    ...{ version: 1, dimensions: 3, name: 'a bead', fieldSizeMm: 38, heightMm: 20 },
    ...{ values: 'materials', composition: 'replace' },
    solids: [
      { type: 'sphere', x: 0, y: 0, z: 0, radius: 15, material: 'water' },
      { type: 'sphere', x: 5, y: -3, z: 1, radius: 3, material: 'iron' },
    ],
  };
  const json = { phantom, scan: cone, reconstruction, acquisition: { beam: { kind: 'tube' } } };
  const corrections = [{ kind: 'water' }, { kind: 'metal' }];
  const ofCpu = await runOf(cpu, { ...json, corrections });
  const ofGpu = await runOf(gpu, { ...json, corrections });
  const plain = await runOf(cpu, { ...json, corrections: corrections.slice(0, 1) });
  expect(rmsDifference(ofCpu.readings, plain.readings)).toBeGreaterThan(0.05);
  // Where a voxel is right at the threshold, or a ray passes right at one, either may be right.
  const bridgedElse = ofGpu.readings.filter((value, i) => Math.abs(value - ofCpu.readings[i]!) > 1e-4);
  expect(bridgedElse.length).toBeLessThan(1e-3 * ofGpu.readings.length);
  expect(Math.max(...ofGpu.volume)).toBeCloseTo(Math.max(...ofCpu.volume), 4);
});

test('a beam through voxels leaves what it leaves on the CPU', async () => {
  const values = Float32Array.from({ length: 5 * 16 * 16 }, (_, i) => {
    const [column, row] = [i % 16, Math.floor(i / 16) % 16];
    if (Math.hypot(column - 8, row - 7) > 6) return 0;
    return i > 4 * 256 && column > 8 ? 3 * WATER_MU_PER_MM : WATER_MU_PER_MM;
  });
  const json = {
    phantom: { image: 'voxels.npy', values: 'attenuation-per-mm', pixelSizeMm: 2 },
    acquisition: {
      ...{ beam: { kind: 'tube' }, focalSpotMm: 1, channelAperture: 1, scatterToPrimary: 0.1 },
      motion: { kind: 'breathing', amplitudeMm: 1 },
    },
    ...{ scan: cone, reconstruction },
  };
  const files = { 'voxels.npy': npyBytes(values, [5, 16, 16]) };
  const [ofCpu, ofGpu] = [await runOf(cpu, json, files), await runOf(gpu, json, files)];
  expect(Math.max(...ofCpu.values)).toBeGreaterThan(0.4);
  // As near as scans of volumes are (kernels/scan-volume/spec.ts).
  expect(rmsDifference(ofGpu.values, ofCpu.values)).toBeLessThan(1e-5);
});
