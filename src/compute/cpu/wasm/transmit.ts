// Adds what is left of the beam behind the materials to signals (AssemblyScript), four rays at a time:
//
//   signal += share · Σ_E weight_E · exp(−Σ_m μ_m(E) · L_m)
//
// in the order and with the roundings of src/kernels/transmit/plain.ts, so that the bits are the same.

import { expOfMinus } from './exact-arithmetic';

/** 2⁻¹²⁰, as in the plain twin. */
const LEAST_PART: f32 = <f32>7.52316384526264e-37;

/**
 * @param weights f32[bins]
 * @param muPerMm in 1/mm, f32[bins × materials]
 * @param paths in mm, f32[materials × rays]
 * @param rays divisible by 4
 * @param signals f32[rays], added to
 */
export function transmit(
  weights: usize,
  muPerMm: usize,
  bins: i32,
  materials: i32,
  paths: usize,
  rays: i32,
  share: f32,
  signals: usize,
): void {
  const rayBytes = (<usize>rays) << 2;
  const endOfPaths = paths + <usize>materials * rayBytes;
  const endOfWeights = weights + ((<usize>bins) << 2);
  const zero = f32x4.splat(0);
  const leastPart = f32x4.splat(LEAST_PART);
  // Through air nothing is lost, in any bin: exp(0) is 1.
  let air = zero;
  for (let weight = weights; weight < endOfWeights; weight += 4) air = f32x4.add(air, v128.load32_splat(weight));
  for (let at: usize = 0; at < rayBytes; at += 16) {
    let sum = air;
    let anything = zero;
    for (let path = paths + at; path < endOfPaths; path += rayBytes) anything = v128.or(anything, v128.load(path));
    if (v128.any_true(anything)) {
      sum = zero;
      let mu = muPerMm;
      for (let weight = weights; weight < endOfWeights; weight += 4) {
        let depth = zero;
        for (let path = paths + at; path < endOfPaths; path += rayBytes) {
          depth = f32x4.add(depth, f32x4.mul(v128.load32_splat(mu), v128.load(path)));
          mu += 4;
        }
        const part = f32x4.mul(v128.load32_splat(weight), expOfMinus(f32x4.pmax(depth, zero)));
        sum = f32x4.add(sum, v128.and(part, f32x4.ge(part, leastPart)));
      }
    }
    const signal = signals + at;
    v128.store(signal, f32x4.add(v128.load(signal), f32x4.mul(sum, f32x4.splat(share))));
  }
}
