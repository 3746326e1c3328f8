// From phantom to slice with a fan, for tests of what comes out at the end.

import type { DeviceArray } from '../../src/compute/device.ts';
import { type FanDetectorShape, type FanScan, fanArcScan } from '../../src/geometry/fan/fan-scan.ts';
import type { ImageGrid } from '../../src/geometry/grid.ts';
import type { Scan } from '../../src/geometry/scan.ts';
import type { Operators } from '../../src/operators/contract.ts';
import type { ShapePhantom } from '../../src/phantom/phantom.ts';
import { backProjectViews } from '../../src/reconstruction/fbp.ts';
import { planPreparation, prepareViews } from '../../src/reconstruction/prepare-views.ts';
import type { RampWindow } from '../../src/reconstruction/ramp-windows.ts';
import { rebinToParallel } from '../../src/reconstruction/rebin-steps.ts';
import { planRebin } from '../../src/reconstruction/rebin-to-parallel.ts';
import { filterAndRefine, refinedScan } from '../../src/reconstruction/refine-views.ts';
import { DEGREES, type FilterChoice, reconstructed } from './walk.ts';

/** A fan in degrees, a full turn from 0 unless told otherwise. */
export function fanOfArc(given: {
  detector?: FanDetectorShape;
  sourceToIsocenterMm: number;
  sourceToDetectorMm: number;
  views: number;
  channels: number;
  channelSpacingMm: number;
  offset?: number;
  startDeg?: number;
  arcDeg?: number;
}): FanScan {
  const { detector = 'arc', views, startDeg = 0, arcDeg = 360, offset = 0, ...machine } = given;
  return fanArcScan(
    { views, startRad: startDeg * DEGREES, arcRad: arcDeg * DEGREES },
    { detector, offset, ...machine },
  );
}

export async function scannedWith(operators: Operators, phantom: ShapePhantom, scan: Scan): Promise<Float32Array> {
  const views = scan.anglesRad.length;
  const sinogram = await operators.create(views, scan.channels);
  await operators.scanShapes(phantom, scan, sinogram, { from: 0, to: views });
  const values = await operators.read(sinogram);
  operators.release(sinogram);
  return values;
}

export async function reconstructedFan(
  operators: Operators,
  values: Float32Array,
  scan: FanScan,
  grid: ImageGrid,
  {
    window = 'ram-lak',
    cutoff = 1,
    interpolation = 'linear',
  }: Omit<FilterChoice, 'window'> & { readonly window?: RampWindow | 'none' } = {},
): Promise<Float32Array> {
  const seen = interpolation === 'smooth' ? refinedScan(scan) : scan;
  const sinogram = await operators.upload(values, scan.anglesRad.length, scan.channels);
  const prepared = await operators.create(sinogram.rows, seen.channels);
  const image = await operators.create(grid.rows, grid.columns);
  const prepareInto = (out: DeviceArray) =>
    prepareViews(operators, planPreparation(scan, window, cutoff), sinogram, out);
  const steps =
    interpolation === 'smooth' ? filterAndRefine(operators, prepareInto, sinogram, prepared) : prepareInto(prepared);
  for await (const _ of steps);
  for await (const _ of backProjectViews(operators, seen, grid, prepared, image));
  const result = await operators.read(image);
  for (const array of [sinogram, prepared, image]) operators.release(array);
  return result;
}

/** The fan's readings as a parallel scan's. */
export async function rebinned(operators: Operators, values: Float32Array, scan: FanScan) {
  const plan = planRebin(scan);
  const { parallel } = plan;
  const sinogram = await operators.upload(values, scan.anglesRad.length, scan.channels);
  const out = await operators.create(parallel.anglesRad.length, parallel.channels);
  for await (const _ of rebinToParallel(operators, plan, sinogram, out));
  const views = await operators.read(out);
  for (const array of [sinogram, out]) operators.release(array);
  return { views, parallel, plan };
}

/** A slice by way of rebinning and parallel FBP. */
export async function reconstructedByRebinning(
  operators: Operators,
  values: Float32Array,
  scan: FanScan,
  grid: ImageGrid,
): Promise<Float32Array> {
  const { views, parallel } = await rebinned(operators, values, scan);
  return reconstructed(operators, views, parallel, grid);
}
