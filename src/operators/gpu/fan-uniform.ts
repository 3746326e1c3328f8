import type { KernelRunner } from '../../compute/gpu/kernel-runner.ts';
import * as layouts from '../../compute/gpu/struct-layouts.ts';
import type { FanScan } from '../../geometry/fan/fan-scan.ts';
import { LEAST_DEPTH } from '../../geometry/lowered-scan.ts';
import { loweredScan } from '../../geometry/scan.ts';

/** What kernels know of a fan besides what all scans have; see shaders/common/fan.wgsl. */
export function fanUniform(kernels: KernelRunner, scan: FanScan): GPUBuffer {
  const parameters = {
    sourceToIsocenterMm: scan.sourceToIsocenterMm,
    leastDepthMm: LEAST_DEPTH * scan.sourceToIsocenterMm,
    channelsPerUnit: loweredScan(scan).detector.channelsPerUnit,
    isArc: scan.detector === 'arc' ? 1 : 0,
  };
  return kernels.table('fan', scan, () => layouts.FanParameters.pack([parameters]), GPUBufferUsage.UNIFORM);
}
