import { type GpuPart, table, uniform } from '../../compute/gpu/gpu-kernel.ts';
import { DeviationParameters as Layout } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import { PARABOLA_REACH, PARABOLA_WEIGHTS } from './parabola-weights.ts';
import type { DeviationParameters } from './plain.ts';

export const meanDeviation = kernel({
  name: 'mean-deviation',
  arrays: { sinogram: 'in', row: 'in-whole', deviations: 'sum' },
  takesRange: false,
  split: 'rows',
  gpu: ({ most, views, detectorRows }: DeviationParameters) => ({
    shader: 'mean-deviation',
    bindings: [
      uniform(Layout, ({ from, rows, columns }) => ({
        rows,
        channels: columns,
        detectorRows,
        firstDetectorRow: from % detectorRows,
        reach: PARABOLA_REACH,
        most,
        share: 1 / views,
      })),
      table('parabola weights', PARABOLA_WEIGHTS, () => PARABOLA_WEIGHTS),
      'row',
      'sinogram',
      'deviations',
    ],
    workgroups: ({ columns }: GpuPart) => [Math.ceil(columns / 64), detectorRows],
  }),
  // Sums of bounded values, each the difference of some of up to 8 in float32.
  agreement: 1e-5,
});
