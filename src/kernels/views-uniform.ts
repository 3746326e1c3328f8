import { type UniformBinding, uniform } from '../compute/gpu/gpu-kernel.ts';
import { ScanParameters } from '../compute/gpu/struct-layouts.ts';
import { axisChannel } from '../geometry/detector.ts';

/** What kernels know of a detector. */
interface Detector {
  readonly channels: number;
  readonly channelSpacingMm: number;
  readonly offset: number;
}

/**
 * The views that a dispatch handles, and the detector that has seen them; shaders/common/scan.wgsl.
 *
 * @param array whose rows are these views
 * @param detector where channels stand; left out where a kernel does not ask
 */
export function viewsUniform(array: string, detector?: Detector): UniformBinding {
  return uniform(ScanParameters, ({ from, to, columns, bands }) => ({
    firstView: from,
    endView: to,
    firstRow: bands[array]!.firstRow,
    channels: columns,
    axisChannel: detector ? axisChannel(detector) : 0,
    channelSpacingMm: detector?.channelSpacingMm ?? 1,
  }));
}
