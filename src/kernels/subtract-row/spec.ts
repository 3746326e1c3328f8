import { uniform } from '../../compute/gpu/gpu-kernel.ts';
import { PixelsParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import type { PixelParameters } from '../mean-over-views/plain.ts';
import { plain } from './plain.ts';

export const subtractRow = kernel({
  name: 'subtract-row',
  arrays: { row: 'in-whole', sinogram: 'in-out' },
  takesRange: false,
  split: 'rows',
  here: plain,
  gpu: ({ detectorRows }: PixelParameters) => ({
    shader: 'subtract-row',
    bindings: [
      uniform(PixelsParameters, ({ from, rows, columns }) => ({
        rows,
        channels: columns,
        detectorRows,
        firstDetectorRow: from % detectorRows,
        share: 1,
      })),
      'row',
      'sinogram',
    ],
  }),
  agreement: 'bits',
});
