import { table, uniform } from '../../compute/gpu/gpu-kernel.ts';
import { SlantedView, WeightedChannel, WeightParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import type { ReadingWeights } from '../../geometry/reading-weights.ts';
import { viewsUniform } from '../views-uniform.ts';

export const weightReadings = kernel({
  name: 'weight-readings',
  arrays: { sinogram: 'in', out: 'out' },
  takesRange: true,
  split: 'rows',
  gpu: (weights: ReadingWeights) => {
    const { channelWeights, measured, redundancy, elevation, slant } = weights;
    return {
      shader: 'weight-readings',
      bindings: [
        viewsUniform('sinogram'),
        uniform(WeightParameters, ({ bands }) => ({
          leadChannels: measured?.from ?? 0,
          measuredChannels: measured?.channels ?? channelWeights.length,
          firstOutRow: bands.out!.firstRow,
          isShort: redundancy ? 1 : 0,
          halfExcessRad: redundancy?.halfExcessRad ?? 0,
          groups: redundancy?.groups.length ?? 0,
          detectorRows: elevation?.heights.length ?? slant?.rowsMm.length ?? 1,
          isSquared: (elevation ?? slant)?.power === 2 ? 1 : 0,
          isSlanted: slant ? 1 : 0,
          isHelix: redundancy?.sliceAtRad === undefined ? 0 : 1,
          sliceAtRad: redundancy?.sliceAtRad ?? 0,
        })),
        table('elapsed angles', weights, () => Float32Array.from(redundancy?.elapsedRad ?? [0])),
        table('weights of the channels', weights, () =>
          WeightedChannel.pack(
            Array.from(channelWeights, (weight, k) => ({
              weight,
              fanAngleRad: redundancy?.fanAngleRad[k] ?? 0,
              steepness: elevation?.steepness[k] ?? 0,
              placeMm: slant?.channelsMm[k] ?? 0,
            })),
          ),
        ),
        'sinogram',
        'out',
        table('groups of views', weights, () =>
          Float32Array.from(redundancy?.groups.flatMap(({ fromRad, widthRad }) => [fromRad, widthRad]) ?? [0, 0]),
        ),
        table('heights of the detector rows', weights, () =>
          Float32Array.from(elevation?.heights ?? slant?.rowsMm ?? [0]),
        ),
        table('slants of the views', weights, () =>
          SlantedView.pack(slant?.views ?? [{ footMm: 0, heightMm: 1, ahead: 1, across: 0 }]),
        ),
      ],
    };
  },
  agreement: 1e-5,
});
