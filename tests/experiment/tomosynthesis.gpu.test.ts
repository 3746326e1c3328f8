import { expect, test } from 'vitest';
import { expectRelativelyClose } from '../support/close.ts';
import { gpuOperators } from '../support/gpu-operators.ts';
import { ball, tomosynthesisVolume } from '../support/tomosynthesis-images.ts';
import { cpuOperators } from '../support/walk.ts';

// Rays of the GPU are in single precision, which the edges of a small ball show most.
test('both backends scan and make the same volume', async () => {
  const operators = [cpuOperators(), await gpuOperators()];
  const scan = { views: 5, channels: 48, channelSpacingMm: 1.6, rows: 20, rowSpacingMm: 2 };
  for (const [panel, way] of [
    ['stationary', { method: 'shift-and-add' }],
    ['isocentric', { filter: 'hann' }],
  ] as const) {
    const reconstruction = { ...way, grid: { pixels: 17, pixelSizeMm: 2, slices: 5, sliceSpacingMm: 3 } };
    const [cpu, gpu] = await Promise.all(
      operators.map((each) => tomosynthesisVolume(each, [ball(7, -9, 6)], { ...scan, panel }, reconstruction)),
    );
    expect(Math.max(...cpu!.values)).toBeGreaterThan(0);
    expectRelativelyClose(gpu!.values, cpu!.values, 2e-5);
  }
  for (const each of operators) each.dispose();
});
