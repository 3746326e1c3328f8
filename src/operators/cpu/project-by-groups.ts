import { type HostArray, handedOver } from '../../compute/cpu/host-array.ts';
import { inSlices } from '../../compute/cpu/in-slices.ts';
import { isLittle, runNear } from '../../compute/cpu/near.ts';
import type { ViewRange } from '../../compute/device.ts';
import type { PlacedGrid } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { CpuExecutor } from './cpu-tasks.ts';
import { groupCost, type RayGroups, rayGroups } from './ray-groups.ts';
import { allSegments, readingCount } from './scan-groups.ts';
import { shareRays } from './share-rays.ts';
import { ontoSquare, type SquareAboutAxis } from './square-about-axis.ts';

/** A ray in four lanes takes about so long for a line of pixels, and to lay out a line's pixel in all copies, in ns. */
const NS_OF_STEP = 3.5;
const NS_OF_PIXEL = 12;

/**
 * Groups in as many parts as there are lanes, and who runs them. Little work stays in one piece, also where lanes do it: what
 * is added up in another order has other bits.
 */
function sharedOut(executor: CpuExecutor, groups: RayGroups, { rows }: PlacedGrid) {
  const steps = rows * groups.groups.reduce((sum, group) => sum + groupCost(group), 0);
  if (!isLittle(NS_OF_STEP * steps + NS_OF_PIXEL * rows ** 2)) {
    const run: CpuExecutor['run'] = (name, ...args) => executor.run(name, ...args);
    return { parts: shareRays(groups, executor.lanes), run };
  }
  const run: CpuExecutor['run'] = (name, ...args) => runNear(executor, name, ...args);
  return { parts: [groups], run };
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
  const { parts, run } = sharedOut(executor, rayGroups(scan, range), square.grid);
  await Promise.all(
    parts.map(async (part) => {
      const readings = await run('scanGroups', values, square.grid, scan, part);
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
  { columns }: PlacedGrid,
  square: SquareAboutAxis,
  image: HostArray,
  range: ViewRange,
): Promise<void> {
  const { channels } = scan;
  const { parts, run } = sharedOut(executor, rayGroups(scan, range), square.grid);
  const made = await Promise.all(
    parts.map((part) => {
      const readings = new Float32Array(readingCount(part, scan));
      let at = 0;
      for (const { view, from, to } of allSegments(part, scan)) {
        readings.set(sinogram.data.subarray(view * channels + from, view * channels + to), at);
        at += to - from;
      }
      return run('spreadGroups', handedOver(readings), square.grid, scan, part);
    }),
  );
  for (const values of made) {
    const { grid, firstRow, firstColumn } = square;
    await inSlices(image.data.length, (from, to) => {
      for (let i = from; i < to; i++) {
        const row = Math.floor(i / columns);
        image.data[i]! += values[(firstRow + row) * grid.columns + firstColumn + i - row * columns]!;
      }
    });
  }
}
