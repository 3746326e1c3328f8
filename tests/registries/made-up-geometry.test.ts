import { afterAll, beforeAll, expect, test } from 'vitest';
import { PlainTwins } from '../../src/compute/cpu/plain-twins.ts';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import type { ImageGrid } from '../../src/geometry/grid.ts';
import { GEOMETRIES } from '../../src/geometry/registry.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { type CpuTasks, cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { packedFan } from '../../src/operators/cpu/fast/fan-positions.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { randomArray } from '../support/random.ts';
import { backProjectedByVectors, fanByVectors, vectorScan } from './made-up-geometry.ts';

let remove = () => {};
beforeAll(() => {
  remove = GEOMETRIES.add(fanByVectors);
});
afterAll(() => remove());

const views = vectorScan.anglesRad.length;
const readings = randomArray(views * vectorScan.channels, 31);
const executor = new InPlaceExecutor(cpuTasks);

const GRIDS: readonly ImageGrid[] = [
  { rows: 33, columns: 33, pixelSizeMm: 1.1 },
  { rows: 20, columns: 41, pixelSizeMm: 0.9 },
];

test.each(GRIDS)('a geometry of one’s own is back-projected onto $rows × $columns pixels', async (grid) => {
  const expected = backProjectedByVectors(readings, grid);
  // The fast kernels take it, so that the plain twin is not compared with itself.
  expect(packedFan(loweredScan(vectorScan), grid, 1)).not.toBeNull();
  for (const [operators, tolerance] of [
    [new CpuOperators(new PlainTwins<CpuTasks>(executor)), 1e-6],
    // f32 positions of some tens of channels, as for a fan.
    [new CpuOperators(executor), 5e-5],
  ] as const) {
    const projections = await operators.upload(readings, views, vectorScan.channels);
    const image = await operators.create(grid.rows, grid.columns);
    await operators.backProject(projections, vectorScan, grid, image, { from: 0, to: views });
    expectRelativelyClose(await operators.read(image), expected, tolerance);
  }
});
