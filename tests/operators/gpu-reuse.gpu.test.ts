// Moving a slider must leave no trace on the device: no pipeline compiled anew, and buffers only until there are enough.

import { afterEach, beforeAll, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import type { GpuArray } from '../../src/compute/gpu/gpu-array.ts';
import { type Experiment, resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject, type Subject } from '../../src/experiment/subject.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { BACK_PROJECTION_KERNELS, type BackProjectionKernel } from '../../src/operators/gpu/back-projection-kernels.ts';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { requestTestDevice } from '../support/gpu.ts';

const MAKERS = [
  'createBuffer',
  'createTexture',
  'createSampler',
  'createShaderModule',
  'createComputePipelineAsync',
] as const;

let device: GPUDevice;
let operators: GpuOperators;
let session: Session<GpuArray>;
let subject: Subject;
let base: Experiment;
let made: Record<(typeof MAKERS)[number], MockInstance>;
/** Buffers made and not destroyed. */
let alive: Set<GPUBuffer>;

beforeAll(async () => {
  device = await requestTestDevice();
});

beforeEach(async () => {
  alive = new Set();
  const create = device.createBuffer.bind(device);
  made = Object.fromEntries(MAKERS.map((name) => [name, vi.spyOn(device, name)])) as unknown as typeof made;
  made.createBuffer.mockImplementation((descriptor: GPUBufferDescriptor) => {
    const buffer = create(descriptor);
    alive.add(buffer);
    const destroy = buffer.destroy.bind(buffer);
    buffer.destroy = () => {
      alive.delete(buffer);
      return destroy();
    };
    return buffer;
  });
  // Each test begins with an empty pool.
  const description = { backend: 'gpu', name: 'test device', isSoftware: true } as const;
  operators = await GpuOperators.create({ device, description });
  session = new Session(operators, new InPlaceExecutor(cpuTasks));
  const input = parseExperimentInput({
    phantom: 'shepp-logan-modified',
    scan: { views: 40, channels: 64, channelSpacingMm: 4 },
    reconstruction: { pixels: 32, pixelSizeMm: 8 },
  });
  subject = await loadSubject(input, () => Promise.reject(new Error('there are no files')));
  base = resolveExperiment(input, subject);
});

afterEach(() => vi.restoreAllMocks());

async function run(changes: { scan?: object; reconstruction?: object }): Promise<void> {
  const experiment: Experiment = {
    ...base,
    scan: { ...base.scan, ...changes.scan },
    reconstruction: { ...base.reconstruction, ...changes.reconstruction },
  };
  for await (const _ of session.run(experiment, subject));
}

const counts = () => Object.fromEntries(MAKERS.map((name) => [name, made[name].mock.calls.length]));
const aliveBytes = () => [...alive].reduce((sum, buffer) => sum + buffer.size, 0);

// Up and down again, in steps that are no powers of anything.
const there = (least: number, most: number) => {
  const values = Array.from({ length: 4 }, (_, i) => Math.round(least + ((most - least) * i) / 3));
  return [...values, ...values.slice(0, -1).reverse()];
};
const sliders: Record<string, { scan?: object; reconstruction?: object }[]> = {
  projections: there(20, 100).map((views) => ({ scan: { views } })),
  cutoff: there(30, 100).map((percent) => ({ reconstruction: { cutoff: percent / 100 } })),
  pixels: there(16, 48).map((pixels) => ({ reconstruction: { grid: { pixels, pixelSizeMm: 256 / pixels } } })),
  channels: there(150, 600).map((channels) => ({ scan: { channels } })),
};

describe.each(BACK_PROJECTION_KERNELS)('with the %s kernel', (kernel: BackProjectionKernel) => {
  test.each(Object.entries(sliders))('the slider of %s, moved up and down', async (_, moves) => {
    operators.backProjection = kernel;
    // Once over it, and whatever there is room for has been made.
    for (const move of moves) await run(move);
    const before = counts();
    const bytes = aliveBytes();
    for (const move of moves) await run(move);
    expect(counts()).toEqual(before);
    expect(aliveBytes()).toBe(bytes);
  });
});

test('gridrec: the slider of projections, moved up and down', async () => {
  const moves = sliders.projections!.map((move) => ({
    ...move,
    reconstruction: { ...move.reconstruction, method: 'gridrec' },
  }));
  for (const move of moves) await run(move);
  const before = counts();
  const bytes = aliveBytes();
  for (const move of moves) await run(move);
  expect(counts()).toEqual(before);
  expect(aliveBytes()).toBe(bytes);
});
