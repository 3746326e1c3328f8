import { expOfMinus } from '../../physics/exact-arithmetic.ts';
import type { TransmissionPlan } from '../../physics/transmission-plan.ts';

const f = Math.fround;

/**
 * Signals and what is left of the beam behind the materials, float32 [views × channels]. Every operation is rounded to
 * float32, so that the GPU gives the same bits. GPU twin: shaders/transmit.wgsl.
 *
 * @param paths of each material, in mm, [views × channels]
 * @param share what these rays count in their channels
 * @param before the signals so far
 */
export function transmit(
  plan: TransmissionPlan,
  paths: readonly Float32Array[],
  share: number,
  before: Float32Array,
): Float32Array<ArrayBuffer> {
  const { weights, muPerMm } = plan;
  const materials = paths.length;
  const signals = new Float32Array(before.length);
  const roundedShare = f(share);
  for (let ray = 0; ray < signals.length; ray++) {
    let sum = 0;
    for (let bin = 0; bin < weights.length; bin++) {
      let depth = 0;
      for (let material = 0; material < materials; material++) {
        depth = f(depth + f(muPerMm[bin * materials + material]! * paths[material]![ray]!));
      }
      sum = f(sum + f(weights[bin]! * expOfMinus(Math.max(0, depth))));
    }
    signals[ray] = f(before[ray]! + f(sum * roundedShare));
  }
  return signals;
}
