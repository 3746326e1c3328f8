import { expOfMinus } from '../../physics/exact-arithmetic.ts';
import type { TransmissionPlan } from '../../physics/transmission-plan.ts';

const f = Math.fround;

/** What a bin lets through counts from here on: below, numbers come near those that GPUs may take for 0. */
const LEAST_PART = 2 ** -120;

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
      const part = f(weights[bin]! * expOfMinus(Math.max(0, depth)));
      if (part >= LEAST_PART) sum = f(sum + part);
    }
    signals[ray] = f(before[ray]! + f(sum * roundedShare));
  }
  return signals;
}
