import { type TableBinding, table } from '../compute/gpu/gpu-kernel.ts';
import * as layouts from '../compute/gpu/struct-layouts.ts';
import { type LoweredScan, viewsOf, volumeView } from '../geometry/lowered-scan.ts';

/** A scan's views for shaders/common/volume-view.wgsl, kept with it. */
export function volumeViewTable(scan: LoweredScan): TableBinding {
  return table('views of a volume', scan, () =>
    layouts.VolumeView.pack(Array.from({ length: viewsOf(scan) }, (_, view) => volumeView(scan, view))),
  );
}
