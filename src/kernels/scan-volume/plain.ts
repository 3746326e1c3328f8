import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import type { Grid } from '../../geometry/grid.ts';
import { type LoweredRays, setSpaceRay } from '../../geometry/lowered-rays.ts';
import { emptySpaceRay } from '../../geometry/space-ray.ts';
import { emptyVoxelRay, planesOf, setVoxelRay, type VoxelRay } from '../voxel-ray.ts';

export interface ScanVolumeParameters {
  /** The volume's. */
  readonly grid: Grid;
  readonly rays: LoweredRays;
}

/** A volume [slices · rows, columns] of the grid, and what becomes of it, [views · detector rows, channels]. */
export type ScanVolumeArrays = Readonly<Record<'volume' | 'readings', HostRows>>;

/**
 * Line integrals of a volume by Joseph's method in space (`VoxelRay`), in the volume's unit × mm. The volume is 0 beyond its
 * border voxels. GPU twin: shaders/scan-volume.wgsl; transpose: kernels/adjoint-scan-volume/plain.ts.
 *
 * @param range of the readings' rows
 */
export function plain(
  { grid, rays }: ScanVolumeParameters,
  { volume, readings }: ScanVolumeArrays,
  range: ViewRange,
): void {
  const { rows, channels } = rays.detector;
  const ray = emptySpaceRay();
  const through = emptyVoxelRay();
  let reading = 0;
  for (let row = range.from; row < range.to; row++) {
    for (let channel = 0; channel < channels; channel++) {
      setSpaceRay(ray, rays, Math.floor(row / rows), row % rows, channel);
      setVoxelRay(through, ray, grid);
      readings.data[reading++] = sumAlong(through, volume.data) * through.lengthMm;
    }
  }
}

function sumAlong(ray: VoxelRay, volume: Float32Array): number {
  const { planeStride, lines, lineStride, places, placeStride } = ray;
  const { line: firstLine, lineStep, place: firstPlace, placeStep } = ray;
  const { from, to } = planesOf(ray);
  let sum = 0;
  for (let plane = from; plane < to; plane++) {
    const line = firstLine + plane * lineStep;
    const place = firstPlace + plane * placeStep;
    const i = Math.floor(line);
    const j = Math.floor(place);
    if (i < -1 || i >= lines || j < -1 || j >= places) continue;
    const up = line - i;
    const aside = place - j;
    const at = plane * planeStride + i * lineStride + j * placeStride;
    // The four voxels around, some of which may be beyond the border.
    if (i >= 0 && j >= 0 && i + 1 < lines && j + 1 < places) {
      const near = volume[at]! + aside * (volume[at + placeStride]! - volume[at]!);
      const next = at + lineStride;
      const far = volume[next]! + aside * (volume[next + placeStride]! - volume[next]!);
      sum += near + up * (far - near);
      continue;
    }
    if (i >= 0) {
      if (j >= 0) sum += (1 - up) * (1 - aside) * volume[at]!;
      if (j + 1 < places) sum += (1 - up) * aside * volume[at + placeStride]!;
    }
    if (i + 1 < lines) {
      if (j >= 0) sum += up * (1 - aside) * volume[at + lineStride]!;
      if (j + 1 < places) sum += up * aside * volume[at + lineStride + placeStride]!;
    }
  }
  return sum;
}
