import { expOfMinus } from '../../physics/exact-arithmetic.ts';
import type { TransmissionPlan } from '../../physics/transmission-plan.ts';

const f = Math.fround;

/**
 * What is left of the beam behind the materials, float32 [views × channels]. Every operation is rounded to float32, so
 * that the GPU gives the same bits. GPU twin: shaders/transmit.wgsl.
 *
 * @param paths of each material, in mm, [views × channels × subRays]
 */
export function transmit(plan: TransmissionPlan, paths: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const { subRays, weights, muPerMm } = plan;
  const materials = paths.length;
  const signals = new Float32Array((paths[0]?.length ?? 0) / subRays);
  const subRayWeight = f(1 / subRays);
  for (let reading = 0; reading < signals.length; reading++) {
    let sum = 0;
    for (let ray = reading * subRays; ray < (reading + 1) * subRays; ray++) {
      for (let bin = 0; bin < weights.length; bin++) {
        let depth = 0;
        for (let material = 0; material < materials; material++) {
          depth = f(depth + f(muPerMm[bin * materials + material]! * paths[material]![ray]!));
        }
        sum = f(sum + f(weights[bin]! * expOfMinus(Math.max(0, depth))));
      }
    }
    signals[reading] = f(sum * subRayWeight);
  }
  return signals;
}
