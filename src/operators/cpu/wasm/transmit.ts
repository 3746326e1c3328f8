// Adds what is left of the beam behind the materials to signals (AssemblyScript), eight rays at a time:
//
//   signal += share · Σ_E weight_E · exp(−Σ_m μ_m(E) · L_m)
//
// in the order and with the roundings of src/operators/cpu/transmit.ts, so that the bits are the same.

import { expOfMinus } from './exact-arithmetic';

/**
 * @param weights f32[bins]
 * @param muPerMm in 1/mm, f32[bins × materials]
 * @param paths in mm, f32[materials × rays]
 * @param rays divisible by 8
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
  for (let at: usize = 0; at < rayBytes; at += 32) {
    let sum = f32x4.splat(0);
    let nextSum = f32x4.splat(0);
    let mu = muPerMm;
    for (let weight = weights; weight < endOfWeights; weight += 4) {
      let depth = f32x4.splat(0);
      let nextDepth = f32x4.splat(0);
      for (let path = paths + at; path < endOfPaths; path += rayBytes) {
        const ofMaterial = v128.load32_splat(mu);
        depth = f32x4.add(depth, f32x4.mul(ofMaterial, v128.load(path)));
        nextDepth = f32x4.add(nextDepth, f32x4.mul(ofMaterial, v128.load(path, 16)));
        mu += 4;
      }
      const part = v128.load32_splat(weight);
      sum = f32x4.add(sum, f32x4.mul(part, expOfMinus(f32x4.max(f32x4.splat(0), depth))));
      nextSum = f32x4.add(nextSum, f32x4.mul(part, expOfMinus(f32x4.max(f32x4.splat(0), nextDepth))));
    }
    const signal = signals + at;
    v128.store(signal, f32x4.add(v128.load(signal), f32x4.mul(sum, f32x4.splat(share))));
    v128.store(signal, f32x4.add(v128.load(signal, 16), f32x4.mul(nextSum, f32x4.splat(share))), 16);
  }
}
