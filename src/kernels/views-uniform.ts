import { type UniformBinding, uniform } from '../compute/gpu/gpu-kernel.ts';
import { ScanParameters } from '../compute/gpu/struct-layouts.ts';

/**
 * The views that a dispatch handles; shaders/common/scan.wgsl.
 *
 * @param array whose rows are these views
 */
export function viewsUniform(array: string): UniformBinding {
  return uniform(ScanParameters, ({ from, to, columns, bands }) => ({
    firstView: from,
    endView: to,
    firstRow: bands[array]!.firstRow,
    channels: columns,
  }));
}
