import { describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { benchmarkKernels } from '../../src/experiment/benchmark/kernels.ts';
import { benchmarkProblem } from '../../src/experiment/benchmark/problem.ts';
import { BenchmarkReference } from '../../src/experiment/benchmark/reference.ts';
import { compareImages } from '../../src/measure/compare-images.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { BACK_PROJECTION_KERNELS } from '../../src/operators/gpu/back-projection-kernels.ts';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { requestTestDevice } from '../support/gpu.ts';

const POLL_MS = 100;

/** Lets the device tell of the end of work every 100 ms alone, as Firefox does. */
function tellLate(device: GPUDevice): void {
  const told = device.queue.onSubmittedWorkDone.bind(device.queue);
  device.queue.onSubmittedWorkDone = async () => {
    await told();
    const looksAt = POLL_MS * (Math.floor(performance.now() / POLL_MS) + 1);
    // Timers may be early by a part of a millisecond, after which the next look would seem to come at once.
    while (performance.now() < looksAt) {
      await new Promise((resolve) => setTimeout(resolve, Math.ceil(looksAt - performance.now())));
    }
  };
}

async function operatorsOf(
  withoutFeatures: GPUFeatureName[] = [],
  prepare?: (device: GPUDevice) => void,
): Promise<GpuOperators> {
  const device = await requestTestDevice({ withoutFeatures });
  prepare?.(device);
  return GpuOperators.create({ device, description: { backend: 'gpu', name: 'test device', isSoftware: true } });
}

const problem = await benchmarkProblem(32);
const reference = new BenchmarkReference(problem, new InPlaceExecutor(cpuTasks), undefined);

/** Some work, where to find its result, and what it must be. */
async function backProjection(gpu: GpuOperators) {
  const expected = (await reference.array('image')).data;
  const { data, rows, columns } = await reference.array('filtered');
  const views = await gpu.upload(data, rows, columns);
  const image = await gpu.create(problem.grid.rows, problem.grid.columns);
  const work = () => benchmarkKernels['back-project'].run(gpu, problem, views, image, {});
  return { work, difference: async () => compareImages(await gpu.read(image), expected).relativeRms };
}

describe('the time by the device’s own clock', () => {
  test.each(BACK_PROJECTION_KERNELS)('%s: there, positive, and no more than passes on the wall', async (kernel) => {
    const gpu = await operatorsOf();
    gpu.backProjection = kernel;
    const { work, difference } = await backProjection(gpu);
    await work();
    const start = await gpu.finished();
    const elapsedMs = await gpu.timeOnDevice(async () => {
      for (let i = 0; i < 5; i++) await work();
    });
    const wallMs = (await gpu.finished()) - start;
    expect(elapsedMs).toBeGreaterThan(0);
    // Both stamps are rounded to 0.1 ms.
    expect(elapsedMs!).toBeLessThanOrEqual(wallMs + 0.2);
    // What was gathered into a batch computes the same: 8-bit weights in the textures, f32 elsewhere.
    expect(await difference()).toBeLessThan(kernel === 'texture' ? 1e-3 : 1e-5);
  });

  test('the result of timed work can be read within it, and new values can be sent', async () => {
    const gpu = await operatorsOf();
    const values = Float32Array.from({ length: 12 }, (_, i) => i);
    const zeros = await gpu.create(3, 4);
    const out = await gpu.create(3, 4);
    let seen: Float32Array | null = null;
    await gpu.timeOnDevice(async () => {
      const first = await gpu.upload(values, 3, 4);
      await gpu.subtract(first, zeros, out);
      seen = await gpu.read(out);
      gpu.release(first);
      // In the same buffer, of the same label: what was asked before must not see it.
      const second = await gpu.upload(
        values.map((value) => -value),
        3,
        4,
      );
      await gpu.subtract(second, zeros, out);
    });
    expect(seen).toEqual(values);
    expect(await gpu.read(out)).toEqual(values.map((value) => -value));
  });

  test('work that fails is not timed, and later work runs as ever', async () => {
    const gpu = await operatorsOf();
    const { work, difference } = await backProjection(gpu);
    const failing = gpu.timeOnDevice(async () => {
      await work();
      throw new Error('given up');
    });
    await expect(failing).rejects.toThrow('given up');
    await work();
    expect(await difference()).toBeLessThan(1e-5);
  });

  test('null without timestamp-query, and the work is done', async () => {
    const gpu = await operatorsOf(['timestamp-query']);
    const { work, difference } = await backProjection(gpu);
    expect(await gpu.timeOnDevice(work)).toBeNull();
    expect(await difference()).toBeLessThan(1e-5);
  });

  test('null where nothing was asked of the device', async () => {
    const gpu = await operatorsOf();
    expect(await gpu.timeOnDevice(async () => undefined)).toBeNull();
  });
});

describe('a browser that tells of the end of work every 100 ms', () => {
  test('is timed by stamps: the work’s own time, not 100 ms', async () => {
    const gpu = await operatorsOf([], tellLate);
    expect(gpu.idleLatencyMs).toBeGreaterThan(POLL_MS / 2);
    expect(gpu.description.clock?.words).toBe('GPU clock');
    const { work, difference } = await backProjection(gpu);
    await work();
    await gpu.finished();
    const laps = gpu.startLaps();
    const start = performance.now();
    await work();
    const first = await laps.lap();
    const second = await laps.lap();
    const wallMs = performance.now() - start;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(wallMs);
    // Nothing was asked for: what passes meanwhile is the host's, not the browser's 100 ms.
    expect(second).toBeLessThan(POLL_MS / 2);
    expect(await difference()).toBeLessThan(1e-5);
  });

  test('without stamps its times say what was taken off', async () => {
    const gpu = await operatorsOf(['timestamp-query'], tellLate);
    const { clock } = gpu.description;
    expect(clock?.words).toMatch(/^wall clock less \d+ ms of idle latency$/);
    expect(clock?.resolutionMs).toBeGreaterThan(POLL_MS / 2);
    const start = performance.now();
    const doneAt = await gpu.finished();
    expect(doneAt).toBeGreaterThanOrEqual(start);
    expect(performance.now() - doneAt).toBeGreaterThanOrEqual(0);
  });
});
