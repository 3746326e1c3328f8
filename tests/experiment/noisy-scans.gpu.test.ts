import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import type { DeviceArray } from '../../src/compute/device.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { gpuOperators } from '../support/gpu-operators.ts';
import { libraryPhantom } from '../support/library-phantom.ts';

// The same seed gives the same counts, whoever computes: whole scans, from the phantom to the counts.

/** Readings that may differ: a path whose last bit fell the other way moves some counts by one. */
const MOST_DIFFERING = 3e-5;

const parallel = { views: 60, channels: 301, channelSpacingMm: 1 };
const fan = { geometry: 'fan', detector: 'flat', views: 60, channels: 301, channelSpacingMm: 1.9 };
const tube = { spectrum: { voltageKV: 120 } };

/** Shapes of every kind, in every place of symmetry: rays run along their edges, through their corners and past them. */
const symmetric = (composition: 'add' | 'replace') => ({
  version: 1,
  name: 'symmetric',
  fieldSizeMm: 300,
  values: 'relative-to-water',
  composition,
  shapes: [
    { type: 'ellipse', x: 0, y: 0, semiAxisX: 100, semiAxisY: 100, value: 1 },
    { type: 'rectangle', x: 0, y: 0, width: 80, height: 80, value: 0.6 },
    { type: 'rectangle', x: -20, y: 0, width: 40, height: 40, value: 0.3 },
    { type: 'rectangle', x: 20, y: 0, width: 40, height: 40, value: -0.4 },
    { type: 'rectangle', x: 0, y: 60, width: 30, height: 30, angleDeg: 45, value: 0.5 },
    { type: 'ellipse', x: 0, y: -70, semiAxisX: 20, semiAxisY: 20, value: 0.8, clip: [{ normalDeg: 90, distance: 0 }] },
    {
      type: 'ellipse',
      x: 0,
      y: -70,
      semiAxisX: 20,
      semiAxisY: 20,
      value: 0.2,
      clip: [{ normalDeg: -90, distance: 0 }],
    },
    {
      type: 'polygon',
      value: 0.7,
      points: [
        [60, -30],
        [90, -30],
        [75, -10],
        [90, 10],
        [60, 10],
      ],
    },
  ],
});

const experiments: Record<string, object> = {
  'a head of values, 10⁶ photons of one energy': {
    phantom: libraryPhantom('shepp-logan-modified'),
    scan: parallel,
    physics: { photons: 1e6 },
  },
  'a head of tissues in a tube’s beam, 10⁵ photons': {
    phantom: libraryPhantom('shepp-logan-materials'),
    scan: parallel,
    physics: { photons: 1e5, ...tube },
  },
  'a head of tissues in a tube’s fan, 10⁶ photons': {
    phantom: libraryPhantom('shepp-logan-materials'),
    scan: fan,
    physics: { photons: 1e6, ...tube },
  },
  'a hip with metal in a fan, 10⁶ photons': {
    phantom: libraryPhantom('hip-with-metal'),
    scan: { ...fan, detector: 'arc' },
    physics: { photons: 1e6, ...tube },
  },
  'a breathing chest at 80 keV, 10⁶ photons': {
    phantom: libraryPhantom('thorax'),
    scan: { ...parallel, views: 20, channelSpacingMm: 1.4 },
    physics: { photons: 1e6, energyKeV: 80, motion: { kind: 'breathing', amplitudeMm: 12 } },
  },
  'a wide spot and wide channels, 10⁶ photons': {
    phantom: symmetric('replace'),
    scan: { ...fan, views: 30 },
    physics: { photons: 1e6, focalSpotMm: 2, channelAperture: 0.9, ...tube },
  },
  'rays along edges and tangents, 10⁶ photons': {
    phantom: symmetric('add'),
    scan: parallel,
    physics: { photons: 1e6 },
  },
  'rays along edges and tangents that cover each other, 10⁶ photons': {
    phantom: symmetric('replace'),
    scan: parallel,
    physics: { photons: 1e6 },
  },
};

describe('a noisy scan is the same on the GPU as on the CPU', () => {
  let gpu: Operators;
  beforeAll(async () => {
    gpu = await gpuOperators();
  });

  async function readings(operators: Operators, json: object): Promise<Float32Array> {
    const session = new Session<DeviceArray>(operators, new InPlaceExecutor(cpuTasks));
    const input = parseExperimentInput({
      reconstruction: { filter: 'none', pixels: 8, pixelSizeMm: 30 },
      seed: 7,
      ...json,
    });
    const subject = await loadSubject(input, async () => new Uint8Array());
    const { result } = await finish(session.run(resolveExperiment(input, subject), subject));
    const values = await operators.read(result.sinogram);
    session.release();
    return values;
  }

  let [all, differing] = [0, 0];
  test.each(Object.entries(experiments))('%s', async (_, json) => {
    const expected = await readings(new CpuOperators(new InPlaceExecutor(cpuTasks)), json);
    const values = await readings(gpu, json);
    expect(values.length).toBe(expected.length);
    all += values.length;
    const here = values.filter((value, i) => value !== expected[i]).length;
    differing += here;
    expect(here).toBeLessThanOrEqual(Math.ceil(MOST_DIFFERING * values.length));
  });

  afterAll(() => {
    expect(all).toBeGreaterThan(1e5);
    expect(differing).toBeLessThanOrEqual(MOST_DIFFERING * all);
  });
});
