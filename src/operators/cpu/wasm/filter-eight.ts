// Filters eight views at once (AssemblyScript): transform, multiply by the response, transform back.
//
// Four complex transforms carry the eight views, two each: the filter's kernel is real, so that the parts do not mix. The
// host hands the response over in the order of reversed digits.

import { forward, inverse, loadEight, realPart } from './fft-four';

/**
 * @param views f32[8 × channels], filtered in place
 * @param response f32[length], in the order of reversed digits, divided by length
 * @param signal room for [length × 2] v128
 */
export function filterEight(views: usize, channels: i32, length: i32, roots: usize, response: usize, signal: usize): void {
  const row = (<usize>channels) << 2;
  loadEight(views, channels, length, signal);
  forward(signal, length, roots);
  for (let k: i32 = 0; k < length; k++) {
    const p = realPart(signal, k);
    const gain = v128.load32_splat(response + ((<usize>k) << 2));
    v128.store(p, f32x4.mul(v128.load(p), gain));
    v128.store(p, f32x4.mul(v128.load(p, 16), gain), 16);
  }
  inverse(signal, length, roots);
  for (let channel: i32 = 0; channel < channels; channel++) {
    const at = views + ((<usize>channel) << 2);
    const p = realPart(signal, channel);
    for (let lane: usize = 0; lane < 4; lane++) {
      store<f32>(at + 2 * lane * row, load<f32>(p + (lane << 2)));
      store<f32>(at + (2 * lane + 1) * row, load<f32>(p + (lane << 2), 16));
    }
  }
}
