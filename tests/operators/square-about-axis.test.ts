// Oblong grids, and grids beside the axis, whose pixels are pixels of a square about it: rays go through that square together.

import { describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import type { PlacedGrid } from '../../src/geometry/grid.ts';
import { plain as adjointScanImage } from '../../src/kernels/adjoint-scan-image/plain.ts';
import { scanImage } from '../../src/kernels/scan-image/plain.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { squareAboutAxis } from '../../src/operators/cpu/square-about-axis.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { randomArray } from '../support/random.ts';
import { scanOfArc } from '../support/walk.ts';

const SCANS = {
  'parallel rays': scanOfArc({ views: 24, channels: 61, channelSpacingMm: 0.9, offset: 0.25 }),
  'a fan': fanOfArc({
    ...{ sourceToIsocenterMm: 70, sourceToDetectorMm: 120, views: 20, channels: 51, channelSpacingMm: 1.6 },
  }),
};

const GRIDS: Readonly<Record<string, readonly [grid: PlacedGrid, side: number]>> = {
  'more columns than rows': [{ rows: 18, columns: 30, pixelSizeMm: 1.3 }, 30],
  'more rows than columns, both odd': [{ rows: 31, columns: 17, pixelSizeMm: 1.1 }, 31],
  'to the right and above, by whole pixels': [
    { rows: 20, columns: 22, pixelSizeMm: 1.5, centreXMm: 4.5, centreYMm: 3 },
    28,
  ],
  'to the left and below, by half pixels': [
    { rows: 19, columns: 24, pixelSizeMm: 1.2, centreXMm: -1.2, centreYMm: -3 },
    26,
  ],
};

describe.each(Object.entries(SCANS))('%s', (_, scan) => {
  test.each(Object.entries(GRIDS))('%s', async (_name, [grid, side]) => {
    const { rows, columns } = grid;
    expect(squareAboutAxis(grid)?.grid).toEqual({ rows: side, columns: side, pixelSizeMm: grid.pixelSizeMm });
    const operators = new CpuOperators(new InPlaceExecutor(cpuTasks));
    const views = { from: 1, to: scan.anglesRad.length };
    const pixels = randomArray(rows * columns, 1);
    const image = await operators.upload(pixels, rows, columns);
    const readings = await operators.create(scan.anglesRad.length, scan.channels);
    await operators.scanImage(image, grid, scan, readings, views);
    const expected = scanImage(pixels, grid, scan, views);
    expectRelativelyClose((await operators.read(readings)).subarray(scan.channels), expected, 2e-6);

    const values = randomArray(scan.anglesRad.length * scan.channels, 2);
    const given = await operators.upload(values, scan.anglesRad.length, scan.channels);
    // Added to what is there.
    await operators.adjointScanImage(given, scan, grid, image, views);
    const plainly = { rows, columns, data: pixels.slice() };
    const sinogram = { rows: scan.anglesRad.length, columns: scan.channels, data: values };
    adjointScanImage({ scan, grid, views }, { sinogram, image: plainly }, { from: 0, to: rows });
    expectRelativelyClose(await operators.read(image), plainly.data, 2e-6);
  });
});

test('other grids have none: pixels between those of their turns, or next to nothing of a square', () => {
  for (const grid of [
    { rows: 18, columns: 31, pixelSizeMm: 1 },
    { rows: 18, columns: 18, pixelSizeMm: 1, centreXMm: 0.3 },
    { rows: 18, columns: 18, pixelSizeMm: 1, centreYMm: 0.5 },
    { rows: 18, columns: 18, pixelSizeMm: 1, centreXMm: 40 },
    { rows: 4, columns: 40, pixelSizeMm: 1 },
  ]) {
    expect(squareAboutAxis(grid)).toBeNull();
  }
});
