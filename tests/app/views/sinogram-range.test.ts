import { expect, test } from 'vitest';
import { sinogramWindow } from '../../../src/app/views/sinogram-range.ts';
import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import { cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';

/** A disk of 80 mm in a field of 200 mm, 0.02 /mm: its longest chord has a line integral of 3.2. */
function disk(pixels: number) {
  const pixelSizeMm = 200 / pixels;
  const values = Float32Array.from({ length: pixels * pixels }, (_, i) => {
    const [x, y] = [(i % pixels) - (pixels - 1) / 2, Math.floor(i / pixels) - (pixels - 1) / 2];
    return Math.hypot(x, y) * pixelSizeMm < 80 ? 0.02 : 0;
  });
  const grid = { rows: pixels, columns: pixels, pixelSizeMm };
  return { kind: 'image', name: 'disk', unit: 'attenuation-per-mm', grid, fieldSizeMm: 200, values } as const;
}

test.each([300, 1100])('a window from nothing to the longest chord of an image of %i² pixels', async (pixels) => {
  const { width, level } = await sinogramWindow(disk(pixels), new InPlaceExecutor(cpuTasks));
  // To a pixel of those that are looked at, of which the chord has some 400.
  expect(Math.abs(level + width / 2 - 3.2)).toBeLessThan(0.01);
  expect(level - width / 2).toBeCloseTo(0, 9);
});
