import { type HostArray, handedOver } from '../../compute/cpu/host-array.ts';
import { inSlices } from '../../compute/cpu/in-slices.ts';
import { isLittle, runNear } from '../../compute/cpu/near.ts';
import type { ViewRange } from '../../compute/device.ts';
import type { PlacedGrid } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { CpuExecutor } from './cpu-tasks.ts';
import { groupCost, rayGroups } from './ray-groups.ts';
import { allSegments, readingCount } from './scan-groups.ts';
import { type RayShare, sharesOfRays } from './share-rays.ts';
import { ontoSquare, type SquareAboutAxis } from './square-about-axis.ts';

/** A ray in four lanes takes about so long for a line of pixels, and to lay out a line's pixel in all copies, in ns. */
const NS_OF_STEP = 3.5;
const NS_OF_PIXEL = 12;

/**
 * Rays in as many parts as there are lanes, and who runs them. Little work stays in one piece, also where lanes do it: what is
 * added up in another order has other bits.
 */
function sharedOut(executor: CpuExecutor, scan: Scan, grid: PlacedGrid, range: ViewRange) {
  const { groups } = rayGroups(scan, range);
  const steps = grid.rows * groups.reduce((sum, group) => sum + groupCost(group), 0);
  if (isLittle(NS_OF_STEP * steps + NS_OF_PIXEL * grid.rows ** 2)) {
    const run: CpuExecutor['run'] = (name, ...args) => runNear(executor, name, ...args);
    return { parts: sharesOfRays(scan, grid, range, 1), shareOf: () => ({ range, part: 0, parts: 1 }), run };
  }
  const run: CpuExecutor['run'] = (name, ...args) => executor.run(name, ...args);
  const { lanes } = executor;
  const shareOf = (part: number): RayShare => ({ range, part, parts: lanes });
  return { parts: sharesOfRays(scan, grid, range, lanes), shareOf, run };
}

/** The line integrals of an image on a part of a square about the axis: groups of rays are shared out over the lanes. */
export async function scanByGroups(
  executor: CpuExecutor,
  image: HostArray,
  grid: PlacedGrid,
  square: SquareAboutAxis,
  scan: Scan,
  sinogram: HostArray,
  range: ViewRange,
): Promise<void> {
  const { channels } = scan;
  const values = ontoSquare(image.data, grid, square);
  const { parts, shareOf, run } = sharedOut(executor, scan, square.grid, range);
  // No two parts have a reading in common. What a run that is given up leaves in them is read by nobody.
  const shared = isShared(values) && isShared(sinogram.data) ? sinogram.data : null;
  await Promise.all(
    parts.map(async (part, i) => {
      const readings = await run('scanGroups', values, square.grid, scan, shareOf(i), shared);
      if (!readings) return;
      let at = 0;
      for (const { view, from, to } of allSegments(part, scan)) {
        sinogram.data.set(readings.subarray(at, at + to - from), view * channels + from);
        at += to - from;
      }
    }),
  );
}

/** Adds the transpose to an image: every lane makes an image of its groups. */
export async function spreadByGroups(
  executor: CpuExecutor,
  sinogram: HostArray,
  scan: Scan,
  square: SquareAboutAxis,
  image: HostArray,
  range: ViewRange,
): Promise<void> {
  if (isShared(sinogram.data)) await spreadShared(executor, sinogram.data, scan, square, image, range);
  else await spreadCopies(executor, sinogram, scan, square, image, range);
}

/** The images of lanes that are not in use, of the last size: new memory costs more than what is done with it. */
let spare: Float32Array<SharedArrayBuffer>[] = [];

async function spreadShared(
  executor: CpuExecutor,
  readings: Float32Array<SharedArrayBuffer>,
  scan: Scan,
  square: SquareAboutAxis,
  image: HostArray,
  range: ViewRange,
): Promise<void> {
  const { grid } = square;
  const { parts, shareOf, run } = sharedOut(executor, scan, grid, range);
  const pixels = grid.rows * grid.columns;
  spare = spare.filter(({ length }) => length === pixels);
  const images = parts.map(() => spare.pop() ?? new Float32Array(new SharedArrayBuffer(4 * pixels)));
  await Promise.all(images.map((into, i) => run('spreadGroups', readings, grid, scan, shareOf(i), into)));
  for (let i = 0; i < images.length; i += 2) await addSquares(images[i]!, images[i + 1] ?? null, square, image);
  // Of a run that was given up lanes may still be writing them.
  spare.push(...images);
}

function isShared(values: Float32Array): values is Float32Array<SharedArrayBuffer> {
  return !(values.buffer instanceof ArrayBuffer);
}

async function spreadCopies(
  executor: CpuExecutor,
  sinogram: HostArray,
  scan: Scan,
  square: SquareAboutAxis,
  image: HostArray,
  range: ViewRange,
): Promise<void> {
  const { channels } = scan;
  const { parts, shareOf, run } = sharedOut(executor, scan, square.grid, range);
  const made = await Promise.all(
    parts.map((part, i) => {
      const readings = new Float32Array(readingCount(part, scan));
      let at = 0;
      for (const { view, from, to } of allSegments(part, scan)) {
        readings.set(sinogram.data.subarray(view * channels + from, view * channels + to), at);
        at += to - from;
      }
      return run('spreadGroups', handedOver(readings), square.grid, scan, shareOf(i), null);
    }),
  );
  for (let i = 0; i < made.length; i += 2) await addSquares(made[i]!, made[i + 1] ?? null, square, image);
}

/** Adds what stands on a square, once or twice, to an image that is a part of it. */
function addSquares(
  one: Float32Array,
  other: Float32Array | null,
  { grid, firstRow, firstColumn }: SquareAboutAxis,
  { data, columns }: HostArray,
): Promise<void> {
  const addRows = (from: number, to: number) => {
    for (let row = from / columns; row < to / columns; row++) {
      let at = (firstRow + row) * grid.columns + firstColumn;
      const end = (row + 1) * columns;
      if (other) for (let pixel = row * columns; pixel < end; pixel++, at++) data[pixel]! += one[at]! + other[at]!;
      else for (let pixel = row * columns; pixel < end; pixel++, at++) data[pixel]! += one[at]!;
    }
  };
  return inSlices(data.length, addRows, columns);
}
