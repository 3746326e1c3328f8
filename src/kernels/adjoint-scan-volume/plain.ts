import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import type { Grid } from '../../geometry/grid.ts';
import { type LoweredRays, loweredRays, setSpaceRay } from '../../geometry/lowered-rays.ts';
import type { LoweredScan } from '../../geometry/lowered-scan.ts';
import { emptySpaceRay } from '../../geometry/space-ray.ts';
import { emptyVoxelRay, planesOf, setVoxelRay, type VoxelRay } from '../voxel-ray.ts';

export interface AdjointVolumeParameters {
  readonly grid: Grid;
  readonly scan: LoweredScan;
  readonly views: ViewRange;
}

/** A part's sums in double precision take so many bytes at the most; a longer part is done slab by slab. */
const MOST_SUMS = 2 ** 23;

/**
 * Adds to every voxel the readings of the views, each times what its ray counts the voxel for by Joseph's method: the
 * transpose of `scan-volume` (kernels/scan-volume/plain.ts), which walks over the same samples. A voxel's sum goes in the
 * order of the rays, so that it has the same bits in any part. GPU twin: shaders/adjoint-scan-volume.wgsl.
 *
 * @param arrays readings [views · detector rows, channels] of the whole scan, and some rows of the volume
 * @param part which of the rows, slices times rows of the grid, these are
 */
export function plain(
  { grid, scan, views }: AdjointVolumeParameters,
  { readings, volume }: Readonly<Record<'readings' | 'volume', HostRows>>,
  part: ViewRange,
): void {
  const rays = loweredRays(scan);
  slabBySlab(volume.data, grid.columns, part, (sums, first) => addTo(sums, first, grid, rays, views, readings.data));
}

/**
 * Adds sums in double precision to some rows of a volume, of a few slices at a time.
 *
 * @param sum adds to zeros that stand for the voxels from the given one on, counted in a whole volume
 */
export function slabBySlab(
  volume: Float32Array,
  columns: number,
  part: ViewRange,
  sum: (sums: Float64Array, first: number) => void,
): void {
  const most = Math.max(1, Math.floor(MOST_SUMS / columns));
  for (let from = part.from; from < part.to; from += most) {
    const sums = new Float64Array((Math.min(part.to, from + most) - from) * columns);
    sum(sums, from * columns);
    const offset = (from - part.from) * columns;
    for (let i = 0; i < sums.length; i++) volume[offset + i]! += sums[i]!;
  }
}

function addTo(
  sums: Float64Array,
  first: number,
  grid: Grid,
  rays: LoweredRays,
  views: ViewRange,
  readings: Float32Array,
): void {
  const { rows, channels } = rays.detector;
  const ray = emptySpaceRay();
  const through = emptyVoxelRay();
  for (let row = views.from * rows; row < views.to * rows; row++) {
    for (let channel = 0; channel < channels; channel++) {
      const reading = readings[row * channels + channel]!;
      if (reading === 0) continue;
      setSpaceRay(ray, rays, Math.floor(row / rows), row % rows, channel);
      setVoxelRay(through, ray, grid);
      spread(through, reading * through.lengthMm, sums, first);
    }
  }
}

/** @param first the index of the voxel in a whole volume that the sums begin with */
function spread(ray: VoxelRay, value: number, sums: Float64Array, first: number): void {
  const { planeStride, lines, lineStride, places, placeStride } = ray;
  const { from, to } = planesOf(ray);
  const add = (index: number, weight: number) => {
    if (index >= 0 && index < sums.length) sums[index]! += weight * value;
  };
  for (let plane = from; plane < to; plane++) {
    const line = ray.line + plane * ray.lineStep;
    const place = ray.place + plane * ray.placeStep;
    const i = Math.floor(line);
    const j = Math.floor(place);
    if (i < -1 || i >= lines || j < -1 || j >= places) continue;
    const up = line - i;
    const aside = place - j;
    const at = plane * planeStride + i * lineStride + j * placeStride - first;
    if (i >= 0) {
      if (j >= 0) add(at, (1 - up) * (1 - aside));
      if (j + 1 < places) add(at + placeStride, (1 - up) * aside);
    }
    if (i + 1 < lines) {
      if (j >= 0) add(at + lineStride, up * (1 - aside));
      if (j + 1 < places) add(at + lineStride + placeStride, up * aside);
    }
  }
}
