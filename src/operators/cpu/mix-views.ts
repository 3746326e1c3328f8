import type { ViewMix, ViewRange } from '../contract.ts';

/**
 * Views that are each a weighted sum of a few measured ones, float32 [range, channels]. GPU twin: shaders/mix-views.wgsl.
 *
 * @param sinogram float32 [measured views × channels]
 */
export function mixViews(
  { firstTerm, views, shares }: ViewMix,
  sinogram: Float32Array,
  channels: number,
  range: ViewRange,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array((range.to - range.from) * channels);
  const sums = new Float64Array(channels);
  for (let view = range.from; view < range.to; view++) {
    sums.fill(0);
    for (let term = firstTerm[view]!; term < firstTerm[view + 1]!; term++) {
      const share = shares[term]!;
      const row = views[term]! * channels;
      for (let channel = 0; channel < channels; channel++) sums[channel]! += share * sinogram[row + channel]!;
    }
    out.set(sums, (view - range.from) * channels);
  }
  return out;
}
