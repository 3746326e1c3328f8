import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { loweredRays } from '../../geometry/lowered-rays.ts';
import { type AdjointVolumeParameters, slabBySlab } from '../adjoint-scan-volume/plain.ts';
import { CellBeams, eachVoxelCovered } from '../cell-beam.ts';

/**
 * Adds to every voxel the readings of the views, each times what its cell counts the voxel for by the distance-driven method:
 * the transpose of kernels/distance-driven-volume/plain.ts, which goes over the same beams. A voxel's sum goes in the order of
 * the cells, so that it has the same bits in any part. GPU twin: shaders/adjoint-distance-driven-volume.wgsl.
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
  const { rows, channels } = rays.detector;
  const beams = new CellBeams(rays, grid);
  slabBySlab(volume.data, grid.columns, part, (sums, first) => {
    for (let row = views.from * rows; row < views.to * rows; row++) {
      for (let channel = 0; channel < channels; channel++) {
        const reading = readings.data[row * channels + channel]!;
        if (reading === 0) continue;
        const beam = beams.of(Math.floor(row / rows), row % rows, channel);
        const value = reading * beam.lengthMm;
        for (let plane = 0; plane < beam.planes; plane++) {
          eachVoxelCovered(beam, plane, (at, covered) => {
            if (at >= first && at < first + sums.length) sums[at - first]! += covered * value;
          });
        }
      }
    }
  });
}
