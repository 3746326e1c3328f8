import { bindTable } from '../../compute/gpu/gpu-kernels.ts';
import type { KernelRunner } from '../../compute/gpu/kernel-runner.ts';
import * as layouts from '../../compute/gpu/struct-layouts.ts';
import { volumeGridTable } from '../../kernels/volume-grid-table.ts';
import { volumeViewTable } from '../../kernels/volume-view-table.ts';
import { consecutive } from './consecutive-views.ts';
import { detectorUniform, panelUniform, volumeConstants } from './lowered-tables.ts';
import type { ViewsInOneBuffer } from './views-in-one-buffer.ts';
import { voxelsOf } from './volume-boxes.ts';
import type { VolumeWork } from './volume-work.ts';

const SLICES_EACH = 4;
const GROUP_SIDE = 16;

/**
 * A box of a volume += the sum over views, each interpolated exactly; see shaders/back-project-volume.wgsl.
 *
 * @param views ascending
 */
export async function gatherViews(
  kernels: KernelRunner,
  inOneBuffer: ViewsInOneBuffer,
  { readings, scan, grid, box, isUpright, pace }: VolumeWork,
  views: readonly number[],
): Promise<void> {
  const pipeline = await kernels.pipeline('back-project-volume', volumeConstants(scan, isUpright));
  const tables = [
    detectorUniform(kernels, scan),
    panelUniform(kernels, scan),
    bindTable(kernels, volumeViewTable(scan)),
  ];
  const gridUniform = bindTable(kernels, volumeGridTable(grid));
  const [rows, slices] = [box.rows.to - box.rows.from, box.slices.to - box.slices.from];
  const voxels = voxelsOf(box, grid);
  const most = Math.max(1, Math.floor(pace.workPerStep / voxels));
  const members = views.map((view) => [view]);
  await inOneBuffer.forEach(readings, scan.detector.rows, members, async ({ buffer, from, to, startOf }) => {
    for (const run of consecutive(views.slice(from, to), most)) {
      const parameters = {
        firstView: run.from,
        endView: run.to,
        readingsRow: run.from * scan.detector.rows - startOf(run.from),
        firstSlice: box.slices.from,
        endSlice: box.slices.to,
        firstRow: box.rows.from,
        endRow: box.rows.to,
        volumeRow: box.band.firstRow,
      };
      const uniform = kernels.uniform('volume', layouts.VolumeParameters.pack([parameters]));
      const size = [grid.columns / GROUP_SIDE, rows / GROUP_SIDE, slices / SLICES_EACH].map(Math.ceil);
      const resources = [uniform, ...tables, gridUniform, buffer, box.band.buffer];
      kernels.dispatch(pipeline, resources, size as [number, number, number]);
      await pace.step(voxels * (run.to - run.from));
    }
  });
}
