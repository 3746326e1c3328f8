import type { KernelRunner } from '../../compute/gpu/kernel-runner.ts';
import * as layouts from '../../compute/gpu/struct-layouts.ts';
import { channelsPerUnit, type FanScan } from '../../geometry/fan/fan-scan.ts';
import { LEAST_DEPTH } from '../fan-back-projection.ts';

/** What kernels know of a fan besides what all scans have; see shaders/common/fan.wgsl. */
export function fanUniform(kernels: KernelRunner, scan: FanScan): GPUBuffer {
  const parameters = {
    sourceToIsocenterMm: scan.sourceToIsocenterMm,
    leastDepthMm: LEAST_DEPTH * scan.sourceToIsocenterMm,
    channelsPerUnit: channelsPerUnit(scan),
    isArc: scan.detector === 'arc' ? 1 : 0,
  };
  return kernels.table('fan', scan, () => layouts.FanParameters.pack([parameters]), GPUBufferUsage.UNIFORM);
}
