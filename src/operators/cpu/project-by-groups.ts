import { type HostArray, handedOver } from '../../compute/cpu/host-array.ts';
import { inSlices } from '../../compute/cpu/in-slices.ts';
import type { ViewRange } from '../../compute/device.ts';
import type { PlacedGrid } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { CpuExecutor } from './cpu-tasks.ts';
import { rayGroups } from './ray-groups.ts';
import { allSegments, readingCount } from './scan-groups.ts';
import { shareRays } from './share-rays.ts';

/** Whether a grid's turns and mirror images about the axis are the grid again. */
export function hasSymmetry({ rows, columns, centreXMm = 0, centreYMm = 0 }: PlacedGrid): boolean {
  return rows === columns && centreXMm === 0 && centreYMm === 0;
}

/** The line integrals of an image on a grid with symmetry: groups of rays are shared out over the lanes. */
export async function scanByGroups(
  executor: CpuExecutor,
  image: HostArray,
  grid: PlacedGrid,
  scan: Scan,
  sinogram: HostArray,
  range: ViewRange,
): Promise<void> {
  const { channels } = scan;
  await Promise.all(
    shareRays(rayGroups(scan, range), executor.lanes).map(async (part) => {
      const readings = await executor.run('scanGroups', image.data, grid, scan, part);
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
  grid: PlacedGrid,
  image: HostArray,
  range: ViewRange,
): Promise<void> {
  const { channels } = scan;
  const parts = await Promise.all(
    shareRays(rayGroups(scan, range), executor.lanes).map((part) => {
      const readings = new Float32Array(readingCount(part, scan));
      let at = 0;
      for (const { view, from, to } of allSegments(part, scan)) {
        readings.set(sinogram.data.subarray(view * channels + from, view * channels + to), at);
        at += to - from;
      }
      return executor.run('spreadGroups', handedOver(readings), grid, scan, part);
    }),
  );
  for (const values of parts) {
    await inSlices(values.length, (from, to) => {
      for (let i = from; i < to; i++) image.data[i]! += values[i]!;
    });
  }
}
