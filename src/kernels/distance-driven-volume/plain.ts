import type { ViewRange } from '../../compute/device.ts';
import { CellBeams, eachVoxelCovered } from '../cell-beam.ts';
import type { ScanVolumeArrays, ScanVolumeParameters } from '../scan-volume/plain.ts';

/**
 * What the cells of a detector see of a volume by the distance-driven method in space (`CellBeam`): the mean over each cell.
 * The volume is 0 beyond its border voxels. GPU twin: shaders/distance-driven-volume.wgsl; transpose:
 * kernels/adjoint-distance-driven-volume/plain.ts.
 *
 * @param range of the readings' rows
 */
export function plain(
  { grid, rays }: ScanVolumeParameters,
  { volume, readings }: ScanVolumeArrays,
  range: ViewRange,
): void {
  const { rows, channels } = rays.detector;
  const beams = new CellBeams(rays, grid);
  let reading = 0;
  for (let row = range.from; row < range.to; row++) {
    for (let channel = 0; channel < channels; channel++) {
      const beam = beams.of(Math.floor(row / rows), row % rows, channel);
      let sum = 0;
      for (let plane = 0; plane < beam.planes; plane++) {
        eachVoxelCovered(beam, plane, (at, part) => {
          sum += part * volume.data[at]!;
        });
      }
      readings.data[reading++] = sum * beam.lengthMm;
    }
  }
}
