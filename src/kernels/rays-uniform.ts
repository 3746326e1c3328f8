import { type UniformBinding, uniform, valuesOf } from '../compute/gpu/gpu-kernel.ts';
import { RaysParameters } from '../compute/gpu/struct-layouts.ts';
import type { LoweredRays } from '../geometry/lowered-rays.ts';

/** Which rays a dispatch of shaders/common/rays-to-readings.wgsl follows, whose readings are the array `readings`. */
export function raysUniform(rays: LoweredRays): UniformBinding {
  return uniform(RaysParameters, (part) => ({
    firstRow: part.from,
    rowsBefore: part.from - part.bands.readings!.firstRow,
    ...valuesOf(part),
    channels: part.columns,
    detectorRows: rays.detector.rows,
  }));
}
