// Filters eight views at once (AssemblyScript): differences, transform, multiply by the response to them, transform back.
//
// Four complex transforms carry the eight views, two each: the filter's kernel is real, so that the parts do not mix. The
// host hands the response over in the order of reversed digits.

import { forward, inverse, realPart } from './fft-four';

/**
 * Loads the differences p(k) − p(k − 1) of eight views, k = 0 … channels, padded with zeros. Lane l: the real part from
 * view 2l, the imaginary part from view 2l + 1.
 */
function loadDifferences(views: usize, channels: i32, length: i32, signal: usize): void {
  const row = (<usize>channels) << 2;
  let lastReal = f32x4.splat(0);
  let lastImaginary = f32x4.splat(0);
  for (let channel: i32 = 0; channel < channels; channel++) {
    const at = views + ((<usize>channel) << 2);
    const p = realPart(signal, channel);
    for (let lane: usize = 0; lane < 4; lane++) {
      store<f32>(p + (lane << 2), load<f32>(at + 2 * lane * row));
      store<f32>(p + (lane << 2), load<f32>(at + (2 * lane + 1) * row), 16);
    }
    const real = v128.load(p);
    const imaginary = v128.load(p, 16);
    v128.store(p, f32x4.sub(real, lastReal));
    v128.store(p, f32x4.sub(imaginary, lastImaginary), 16);
    lastReal = real;
    lastImaginary = imaginary;
  }
  const end = realPart(signal, channels);
  v128.store(end, f32x4.neg(lastReal));
  v128.store(end, f32x4.neg(lastImaginary), 16);
  memory.fill(end + 32, 0, (<usize>(length - channels - 1)) << 5);
}

/**
 * @param views f32[8 × channels], filtered in place
 * @param response complex f32[length], in the order of reversed digits, divided by length
 * @param signal room for [length × 2] v128
 */
export function filterEight(views: usize, channels: i32, length: i32, roots: usize, response: usize, signal: usize): void {
  const row = (<usize>channels) << 2;
  loadDifferences(views, channels, length, signal);
  forward(signal, length, roots);
  for (let k: i32 = 0; k < length; k++) {
    const p = realPart(signal, k);
    const cosine = v128.load32_splat(response + ((<usize>k) << 3));
    const sine = v128.load32_splat(response + ((<usize>k) << 3), 4);
    const real = v128.load(p);
    const imaginary = v128.load(p, 16);
    v128.store(p, f32x4.sub(f32x4.mul(real, cosine), f32x4.mul(imaginary, sine)));
    v128.store(p, f32x4.add(f32x4.mul(real, sine), f32x4.mul(imaginary, cosine)), 16);
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
