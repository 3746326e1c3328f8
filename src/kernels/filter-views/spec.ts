import { type GpuKernel, table } from '../../compute/gpu/gpu-kernel.ts';
import { kernel } from '../../compute/kernel.ts';
import { viewsUniform } from '../views-uniform.ts';
import { bitReversedResponse, convolutionKernel, rootsOfUnity } from './filter-tables.ts';
import type { ViewFilter } from './view-filter.ts';

const BYTES_PER_POINT = 8;

export const filterViews = kernel({
  name: 'filter-views',
  arrays: { sinogram: 'in', out: 'out' },
  takesRange: true,
  split: 'rows',
  gpu: (filter: ViewFilter, { maxComputeWorkgroupStorageSize }) =>
    BYTES_PER_POINT * filter.transformLength <= maxComputeWorkgroupStorageSize
      ? byTransform(filter)
      : byConvolution(filter),
  agreement: 1e-5,
});

/** In frequency: one workgroup for two views, which lie in its memory. */
function byTransform(filter: ViewFilter): GpuKernel<'sinogram' | 'out'> {
  const { transformLength } = filter;
  return {
    shader: 'filter-transform',
    constants: { transformLength },
    bindings: [
      viewsUniform('sinogram'),
      table('roots of unity', transformLength, () => rootsOfUnity(transformLength)),
      table('response', filter, () => bitReversedResponse(filter)),
      'sinogram',
      'out',
    ],
    workgroups: ({ rows }) => [Math.ceil(rows / 2)],
  };
}

/** In place, for views that are too long for that. */
function byConvolution(filter: ViewFilter): GpuKernel<'sinogram' | 'out'> {
  return {
    shader: 'filter-convolution',
    bindings: [
      viewsUniform('sinogram'),
      table('convolution kernel', filter, () => convolutionKernel(filter)),
      'sinogram',
      'out',
    ],
    workgroups: ({ rows, columns }) => [Math.ceil(columns / 256), rows],
  };
}
