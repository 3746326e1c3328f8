// From phantom to sinogram to slice with any backend's operators, for tests of what comes out at the end.

import type { DeviceArray } from '../../src/compute/device.ts';
import type { ImageGrid } from '../../src/geometry/grid.ts';
import { arcScan, type ParallelScan } from '../../src/geometry/parallel/parallel-scan.ts';
import type { Interpolation } from '../../src/kernels/refine-views/interpolation.ts';
import { planGridrec } from '../../src/methods/gridrec/plan-gridrec.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import type { ShapePhantom } from '../../src/phantom/phantom.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { backProjectViews, filterSinogram } from '../../src/reconstruction/fbp.ts';
import { rampFilter } from '../../src/reconstruction/ramp-filter.ts';
import type { RampWindow } from '../../src/reconstruction/ramp-windows.ts';
import { filterAndRefine, refinedScan } from '../../src/reconstruction/refine-views.ts';
import { PageExecutor } from './page-executor.ts';

export const DEGREES = Math.PI / 180;

/** Ram-Lak up to Nyquist and linear interpolation unless told otherwise. */
export interface FilterChoice {
  readonly window?: RampWindow;
  readonly cutoff?: number;
  readonly interpolation?: Interpolation;
}

export function cpuOperators(): Operators {
  return new CpuOperators(new PageExecutor()) as unknown as Operators;
}

/** A scan in degrees, half a turn from 0 unless told otherwise. */
export function scanOfArc(given: {
  views: number;
  channels: number;
  channelSpacingMm: number;
  offset?: number;
  startDeg?: number;
  arcDeg?: number;
}): ParallelScan {
  const { views, channels, channelSpacingMm, offset = 0, startDeg = 0, arcDeg = 180 } = given;
  return arcScan(
    { views, startRad: startDeg * DEGREES, arcRad: arcDeg * DEGREES },
    { channels, channelSpacingMm, offset },
  );
}

export async function scanned(operators: Operators, phantom: ShapePhantom, scan: ParallelScan): Promise<Float32Array> {
  const views = scan.anglesRad.length;
  const sinogram = await operators.create(views, scan.channels);
  await operators.scanShapes(phantom, scan, sinogram, { from: 0, to: views });
  const values = await operators.read(sinogram);
  operators.release(sinogram);
  return values;
}

export async function reconstructed(
  operators: Operators,
  values: Float32Array,
  scan: ParallelScan,
  grid: ImageGrid,
  { window = 'ram-lak', cutoff = 1, interpolation = 'linear' }: FilterChoice = {},
): Promise<Float32Array> {
  const views = scan.anglesRad.length;
  const seen = interpolation === 'smooth' ? refinedScan(scan) : scan;
  const sinogram = await operators.upload(values, views, scan.channels);
  const filtered = await operators.create(views, seen.channels);
  const image = await operators.create(grid.rows, grid.columns);
  const filter = rampFilter(scan.channels, scan.channelSpacingMm, window, cutoff);
  const filterInto = (out: DeviceArray) => filterSinogram(operators, filter, sinogram, out);
  const steps =
    interpolation === 'smooth' ? filterAndRefine(operators, filterInto, sinogram, filtered) : filterInto(filtered);
  for await (const _ of steps);
  for await (const _ of backProjectViews(operators, seen, grid, filtered, image));
  const result = await operators.read(image);
  for (const array of [sinogram, filtered, image]) operators.release(array);
  return result;
}

/** The same by gridrec. */
export async function reconstructedByGridrec(
  operators: Operators,
  values: Float32Array,
  scan: ParallelScan,
  grid: ImageGrid,
  { window = 'ram-lak', cutoff = 1, interpolation = 'linear' }: FilterChoice = {},
): Promise<Float32Array> {
  const sinogram = await operators.upload(values, scan.anglesRad.length, scan.channels);
  const image = await operators.create(grid.rows, grid.columns);
  const plan = planGridrec(scan, grid, window, cutoff, interpolation);
  await operators.reconstructFourier(plan, sinogram, scan, grid, image);
  const result = await operators.read(image);
  for (const array of [sinogram, image]) operators.release(array);
  return result;
}

/** Scanned and reconstructed in one go. */
export async function slice(
  operators: Operators,
  phantom: ShapePhantom,
  scan: ParallelScan,
  grid: ImageGrid,
  filter?: FilterChoice,
): Promise<Float32Array> {
  return reconstructed(operators, await scanned(operators, phantom, scan), scan, grid, filter);
}

/** A phantom of disks [x, y, radius, value] in mm, values adding up, in units of their own. */
export function disks(...given: readonly (readonly [number, number, number, number])[]): ShapePhantom {
  return shapePhantom(
    parsePhantomFile({
      version: 1,
      name: 'disks',
      fieldSizeMm: 100,
      values: 'arbitrary',
      composition: 'add',
      shapes: given.map(([x, y, radius, value]) => ({
        type: 'ellipse',
        x,
        y,
        semiAxisX: radius,
        semiAxisY: radius,
        value,
      })),
    }),
  );
}

/** Mean over the pixels whose centres satisfy a condition; the grid's own formula, written out once more. */
export function meanWhere(
  image: ArrayLike<number>,
  { rows, columns, pixelSizeMm }: ImageGrid,
  where: (x: number, y: number) => boolean,
): number {
  let sum = 0;
  let count = 0;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      if (!where((c - (columns - 1) / 2) * pixelSizeMm, ((rows - 1) / 2 - r) * pixelSizeMm)) continue;
      sum += image[r * columns + c]!;
      count++;
    }
  }
  if (count === 0) throw new Error('no pixel is in the region');
  return sum / count;
}

export function rmsDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let squared = 0;
  for (let i = 0; i < b.length; i++) squared += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(squared / b.length);
}
