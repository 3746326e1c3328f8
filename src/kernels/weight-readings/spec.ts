import { table, uniform } from '../../compute/gpu/gpu-kernel.ts';
import { WeightedChannel, WeightParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import type { ReadingWeights } from '../../geometry/reading-weights.ts';
import { viewsUniform } from '../views-uniform.ts';

export const weightReadings = kernel({
  name: 'weight-readings',
  arrays: { sinogram: 'in', out: 'out' },
  takesRange: true,
  split: 'rows',
  gpu: (weights: ReadingWeights) => {
    const { channelWeights, redundancy } = weights;
    return {
      shader: 'weight-readings',
      bindings: [
        viewsUniform('sinogram'),
        uniform(WeightParameters, () => ({
          isShort: redundancy ? 1 : 0,
          halfExcessRad: redundancy?.halfExcessRad ?? 0,
          groups: redundancy?.groups.length ?? 0,
        })),
        table('elapsed angles', weights, () => Float32Array.from(redundancy?.elapsedRad ?? [0])),
        table('weights of the channels', weights, () =>
          WeightedChannel.pack(
            Array.from(channelWeights, (weight, k) => ({ weight, fanAngleRad: redundancy?.fanAngleRad[k] ?? 0 })),
          ),
        ),
        'sinogram',
        'out',
        table('groups of views', weights, () =>
          Float32Array.from(redundancy?.groups.flatMap(({ fromRad, widthRad }) => [fromRad, widthRad]) ?? [0, 0]),
        ),
      ],
    };
  },
  agreement: 1e-5,
});
