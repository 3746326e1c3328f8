import FFT from 'fft.js';
import type { ViewFilter } from '../contract.ts';

/** exp(−2πi·k / length) for k < length / 2, interleaved float32 made in double precision. */
export function rootsOfUnity(length: number): Float32Array<ArrayBuffer> {
  const roots = new Float32Array(length);
  for (let k = 0; k < length / 2; k++) {
    roots[2 * k] = Math.cos((2 * Math.PI * k) / length);
    roots[2 * k + 1] = -Math.sin((2 * Math.PI * k) / length);
  }
  return roots;
}

/** The response in bit-reversed order, divided by the transform's length: what filter-transform.wgsl multiplies by. */
export function bitReversedResponse(filter: ViewFilter): Float32Array<ArrayBuffer> {
  const { transformLength, response } = filter;
  const bits = Math.log2(transformLength);
  const reversed = new Float32Array(transformLength);
  for (let k = 0; k < transformLength; k++) {
    let place = 0;
    for (let bit = 0; bit < bits; bit++) if (k & (1 << bit)) place |= 1 << (bits - 1 - bit);
    reversed[place] = response[Math.min(k, transformLength - k)]! / transformLength;
  }
  return reversed;
}

/** The filter in space, lags −(channels − 1) … channels − 1: what filter-convolution.wgsl convolves with. */
export function convolutionKernel(filter: ViewFilter): Float32Array<ArrayBuffer> {
  const { transformLength, response, channels } = filter;
  const spectrum = new Float64Array(2 * transformLength);
  for (let k = 0; k < transformLength; k++) spectrum[2 * k] = response[Math.min(k, transformLength - k)]!;
  const kernel = new Float64Array(2 * transformLength);
  new FFT(transformLength).inverseTransform(kernel, spectrum);
  return Float32Array.from(
    { length: 2 * channels - 1 },
    (_, i) => kernel[2 * ((i - channels + 1 + transformLength) % transformLength)]!,
  );
}
