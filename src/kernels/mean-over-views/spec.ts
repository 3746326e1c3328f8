import { type GpuPart, uniform } from '../../compute/gpu/gpu-kernel.ts';
import { PixelsParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { type PixelParameters, plain } from './plain.ts';

export const meanOverViews = kernel({
  name: 'mean-over-views',
  arrays: { sinogram: 'in', means: 'sum' },
  takesRange: false,
  split: 'whole',
  here: plain,
  gpu: ({ detectorRows }: PixelParameters) => ({
    shader: 'mean-over-views',
    bindings: [
      uniform(PixelsParameters, ({ from, rows, columns, allRows }) => ({
        rows,
        channels: columns,
        detectorRows,
        firstDetectorRow: from % detectorRows,
        share: detectorRows / allRows,
      })),
      'sinogram',
      'means',
    ],
    workgroups: ({ columns }: GpuPart) => [Math.ceil(columns / 64), detectorRows],
  }),
  agreement: 1e-6,
});
