import { type GpuPart, uniform } from '../../compute/gpu/gpu-kernel.ts';
import { GradientParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { gradientComponents, type PixelLayout } from '../pixel-layout.ts';
import { plain } from './plain.ts';

/** An image may lie in several buffers: each adds what it holds of a difference. */
export const imageGradient = kernel({
  name: 'image-gradient',
  arrays: { image: 'in-by-band', field: 'out' },
  takesRange: false,
  split: 'rows',
  here: plain,
  gpu: (layout: PixelLayout) => ({
    shader: 'image-gradient',
    bindings: [
      uniform(GradientParameters, ({ from, to, bands }) => ({
        columns: layout.columns,
        sliceRows: layout.rows,
        allRows: layout.rows * layout.slices,
        components: gradientComponents(layout),
        sliceSpacing: layout.sliceSpacing,
        firstRow: from,
        endRow: to,
        writtenRow: bands.field!.firstRow,
        firstReadRow: bands.image!.firstRow,
        endReadRow: bands.image!.firstRow + bands.image!.rows,
      })),
      'image',
      'field',
    ],
    workgroups: ({ rows }: GpuPart) => [Math.ceil(layout.columns / 64), rows],
  }),
  agreement: 1e-6,
});
