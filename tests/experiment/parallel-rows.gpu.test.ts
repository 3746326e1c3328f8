import { expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import type { DeviceArray } from '../../src/compute/device.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { gpuOperators } from '../support/gpu-operators.ts';
import { npyBytes } from '../support/npy.ts';
import { cpuOperators, rmsDifference } from '../support/walk.ts';

const [VIEWS, ROWS, CHANNELS, PIXELS] = [13, 4, 33, 24];
const readings = Float32Array.from({ length: VIEWS * ROWS * CHANNELS }, (_, i) => {
  const [view, row, channel] = [Math.floor(i / (ROWS * CHANNELS)), Math.floor(i / CHANNELS) % ROWS, i % CHANNELS];
  return Math.max(0, 1 - ((channel - 16 - 3 * Math.cos((view * Math.PI) / VIEWS)) / (4 + row)) ** 2);
});

async function volumeOn<A extends DeviceArray>(operators: Operators<A>, reconstruction: object, row?: number) {
  const grid = { pixels: PIXELS, pixelSizeMm: 1 };
  const input = parseExperimentInput({
    version: 2,
    measurement: { sinogram: 'p.npy', ...(row !== undefined && { row }) },
    scan: { ...(row === undefined && { geometry: 'parallel-rows' }), channelSpacingMm: 1 },
    reconstruction: { grid, ...reconstruction },
  });
  const subject = await loadSubject(input, async () => npyBytes(readings, [VIEWS, ROWS, CHANNELS]));
  const session = new Session(operators, new InPlaceExecutor(cpuTasks));
  try {
    const { result } = await finish(session.run(resolveExperiment(input, subject), subject));
    return await operators.read(result.volume as A);
  } finally {
    session.release();
  }
}

test.each([
  ['FBP', {}],
  ['gridrec', { method: 'gridrec' }],
  ['SIRT', { method: 'sirt', iterations: 3 }],
])('by %s a GPU makes every slice of its row alone, as the CPU does', async (_, reconstruction) => {
  const [gpu, cpu] = [await gpuOperators(), cpuOperators()];
  try {
    const volume = await volumeOn(gpu, reconstruction);
    const slice = volume.subarray(2 * PIXELS ** 2, 3 * PIXELS ** 2);
    const alone = await volumeOn(gpu, reconstruction, 2);
    const [most, onCpu] = [Math.max(...alone), await volumeOn(cpu, reconstruction)];
    expect(most).toBeGreaterThan(0.01);
    expect(rmsDifference(slice, alone)).toBeLessThan(1e-6 * most);
    expect(rmsDifference(volume, onCpu)).toBeLessThan(1e-3 * most);
  } finally {
    gpu.dispose();
    cpu.dispose();
  }
});
