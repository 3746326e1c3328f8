// A picture beside another one: two scans, grids and plans in turn. Whatever is derived from them goes to the device once.

import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { KernelRunner } from '../../src/compute/gpu/kernel-runner.ts';
import { type ImageGrid, squareGrid } from '../../src/geometry/grid.ts';
import type { Scan } from '../../src/geometry/scan.ts';
import { planGridrec } from '../../src/methods/gridrec/plan-gridrec.ts';
import { BACK_PROJECTION_KERNELS } from '../../src/operators/gpu/back-projection-kernels.ts';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { planPreparation } from '../../src/reconstruction/prepare-views.ts';
import { rampFilter } from '../../src/reconstruction/ramp-filter.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { sharedTestDevice } from '../support/gpu.ts';
import { disks, scanOfArc } from '../support/walk.ts';

const parallelScans = [24, 36].map((views) => scanOfArc({ views, channels: 40, channelSpacingMm: 1 }));
const fanScans = (['arc', 'flat'] as const).map((detector, i) =>
  fanOfArc({
    detector,
    sourceToIsocenterMm: 100,
    sourceToDetectorMm: 200,
    views: 24 + 12 * i,
    channels: 40,
    channelSpacingMm: 2,
  }),
);
const fanPlans = fanScans.map((scan) => planPreparation(scan, 'ram-lak', 1));
const filters = parallelScans.map((scan) => rampFilter(scan.channels, scan.channelSpacingMm, 'ram-lak', 1));
const grids = [squareGrid(16, 2), squareGrid(24, 1.5)];
const phantoms = [disks([2, -3, 9, 1]), disks([4, 1, 5, 2], [-3, 0, 6, 1])];

let operators: GpuOperators;
let writes: () => number;

beforeAll(async () => {
  const device = await sharedTestDevice();
  const description = { backend: 'gpu', name: 'test device', isSoftware: true } as const;
  // Several bands, whose groups of views are gathered.
  const limits = { maxStorageBufferBindingSize: 16_384, maxBufferSize: 32_768 };
  operators = await GpuOperators.create({ device, description }, limits);
  const written = vi.spyOn(device.queue, 'writeBuffer');
  // Parameters of a dispatch are of that dispatch alone.
  const ofDispatches = vi.spyOn(KernelRunner.prototype, 'uniform');
  writes = () => written.mock.calls.length - ofDispatches.mock.calls.length;
});

afterAll(() => vi.restoreAllMocks());

/** How often something was written to the device: for the first of each of two pictures, and for those after them. */
async function writesOf(picture: (i: number) => Promise<void>) {
  const before = writes();
  for (const i of [0, 1]) await picture(i);
  const first = writes() - before;
  for (const i of [0, 1, 1, 0]) await picture(i);
  return { first, again: writes() - before - first };
}

async function scanAndBackProject(i: number, scan: Scan, grid: ImageGrid): Promise<void> {
  const views = { from: 0, to: scan.anglesRad.length };
  const sinogram = await operators.create(views.to, scan.channels);
  const filtered = await operators.create(views.to, scan.channels);
  const image = await operators.create(grid.rows, grid.columns);
  await operators.scanShapes(phantoms[i]!, scan, sinogram, views);
  await operators.scanShapes(phantoms[i]!, scan, sinogram, views, 'double');
  if (scan.geometry === 'fan') {
    const { weights, filter } = fanPlans[i]!;
    await operators.weightReadings(weights!, sinogram, filtered, views);
    await operators.filterViews(filter!, filtered, sinogram, views);
  } else {
    await operators.filterViews(filters[i]!, sinogram, filtered, views);
  }
  await operators.backProject(filtered, scan, grid, image, views);
  await operators.scanImage(image, grid, scan, sinogram, views);
  for (const array of [sinogram, filtered, image]) operators.release(array);
}

test.each([
  ['parallel scans', parallelScans],
  ['fans', fanScans],
])('two %s in turn upload nothing twice, by any kernel', async (_, scans) => {
  const { first, again } = await writesOf(async (i) => {
    for (const kernel of BACK_PROJECTION_KERNELS) {
      operators.backProjection = kernel;
      await scanAndBackProject(i, scans[i]!, grids[i]!);
    }
  });
  expect(first).toBeGreaterThan(15);
  expect(again).toBe(0);
});

test('two gridrec reconstructions in turn upload nothing twice', async () => {
  const plans = parallelScans.map((scan, i) => planGridrec(scan, grids[i]!, 'ram-lak', 1));
  const { first, again } = await writesOf(async (i) => {
    const scan = parallelScans[i]!;
    const sinogram = await operators.create(scan.anglesRad.length, scan.channels);
    const image = await operators.create(grids[i]!.rows, grids[i]!.columns);
    await operators.reconstructFourier(plans[i]!, sinogram, scan, grids[i]!, image);
    for (const array of [sinogram, image]) operators.release(array);
  });
  expect(first).toBeGreaterThan(8);
  expect(again).toBe(0);
});
