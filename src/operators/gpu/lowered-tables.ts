import type { KernelRunner } from '../../compute/gpu/kernel-runner.ts';
import * as layouts from '../../compute/gpu/struct-layouts.ts';
import { type LoweredScan, sliceView, viewsOf } from '../../geometry/lowered-scan.ts';
import type { ViewGroup } from '../symmetric-views.ts';

// A scan as the kernels of shaders/common/lowered-scan.wgsl read it, kept by identity.

/** What these kernels are compiled for. */
export function loweredConstants({ diverges, detector }: Pick<LoweredScan, 'diverges' | 'detector'>) {
  return { diverges: diverges ? 1 : 0, isArc: detector.shape === 'arc' ? 1 : 0 };
}

export function detectorUniform(kernels: KernelRunner, scan: LoweredScan): GPUBuffer {
  const { detector, weightDistance, unitMm } = scan;
  const pack = () => layouts.LoweredDetector.pack([{ ...detector, weightDistance, unitMm }]);
  return kernels.table('detector of the views', scan, pack, GPUBufferUsage.UNIFORM);
}

/** What kernels of volumes are compiled for. @param isUpright whether the detector's rows run along the axis */
export function volumeConstants(scan: LoweredScan, isUpright: boolean) {
  return { ...loweredConstants(scan), isUpright: isUpright ? 1 : 0 };
}

/** A volume's detector with its rows. */
export function panelUniform(kernels: KernelRunner, scan: LoweredScan): GPUBuffer {
  const pack = () => layouts.VolumeDetector.pack([scan.detector]);
  return kernels.table('detector of a volume', scan, pack, GPUBufferUsage.UNIFORM);
}

/** All views. */
export function sliceViewTable(kernels: KernelRunner, scan: LoweredScan): GPUBuffer {
  return kernels.table('views of a slice', scan, () =>
    layouts.SliceView.pack(Array.from({ length: viewsOf(scan) }, (_, view) => sliceView(scan, view))),
  );
}

/** The first view of each group. */
export function firstViewTable(kernels: KernelRunner, scan: LoweredScan, groups: readonly ViewGroup[]): GPUBuffer {
  return kernels.table('first views of groups', groups, () =>
    layouts.SliceView.pack(groups.map(([first]) => sliceView(scan, first))),
  );
}
