// Real data through the headless command on the GPU, compared with the CPU.

import { expect, test } from 'vitest';
import { HeadlessFolder, withGpu } from '../support/headless.ts';
import { describeOnSharedData } from '../support/shared-data.ts';
import { putTooth, toothExperiment } from '../support/tooth.ts';
import { rmsDifference } from '../support/walk.ts';

const folder = new HeadlessFolder();

describeOnSharedData('the tooth', () => {
  test('is on the GPU what it is on the CPU', async () => {
    putTooth(folder);
    const cpu = await folder.results(toothExperiment());
    const gpu = await folder.results(toothExperiment(), { backend: 'gpu', environment: await withGpu() });
    expect(gpu.report.backend).toBe('gpu');
    expect(rmsDifference(gpu.npy('sinogram.npy').data, cpu.npy('sinogram.npy').data)).toBe(0);
    const [onGpu, onCpu] = [gpu, cpu].map((results) => results.npy('reconstruction.npy').data);
    const size = rmsDifference(onCpu!, new Float32Array(onCpu!.length));
    expect(size).toBeGreaterThan(0);
    // The gate for kernels of equal arithmetic, and 1 HU for every pixel.
    expect(rmsDifference(onGpu!, onCpu!) / size).toBeLessThan(1e-4);
    let most = 0;
    onCpu!.forEach((value, i) => {
      most = Math.max(most, Math.abs(onGpu![i]! - value));
    });
    expect(most).toBeLessThan(0.02059 / 1000);
  });
});
