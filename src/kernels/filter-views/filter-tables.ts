import FFT from 'fft.js';
import type { ViewFilter } from './view-filter.ts';

/** exp(−2πi·k / length) for k < length / 2, interleaved float32 made in double precision. */
export function rootsOfUnity(length: number): Float32Array<ArrayBuffer> {
  const roots = new Float32Array(length);
  for (let k = 0; k < length / 2; k++) {
    roots[2 * k] = Math.cos((2 * Math.PI * k) / length);
    roots[2 * k + 1] = -Math.sin((2 * Math.PI * k) / length);
  }
  return roots;
}

/**
 * The response to differences in bit-reversed order, interleaved, divided by the transform's length: what
 * filter-transform.wgsl multiplies by.
 */
export function bitReversedResponse(filter: ViewFilter): Float32Array<ArrayBuffer> {
  const { transformLength } = filter;
  const spectrum = wholeSpectrum(filter);
  const bits = Math.log2(transformLength);
  const reversed = new Float32Array(2 * transformLength);
  for (let k = 0; k < transformLength; k++) {
    let place = 0;
    for (let bit = 0; bit < bits; bit++) if (k & (1 << bit)) place |= 1 << (bits - 1 - bit);
    reversed[2 * place] = spectrum[2 * k]! / transformLength;
    reversed[2 * place + 1] = spectrum[2 * k + 1]! / transformLength;
  }
  return reversed;
}

/** What differences are convolved with, lags −channels … channels − 1: the kernel of filter-convolution.wgsl. */
export function convolutionKernel(filter: ViewFilter): Float32Array<ArrayBuffer> {
  const { transformLength, channels } = filter;
  const kernel = new Float64Array(2 * transformLength);
  new FFT(transformLength).inverseTransform(kernel, wholeSpectrum(filter));
  return Float32Array.from(
    { length: 2 * channels },
    (_, i) => kernel[2 * ((i - channels + transformLength) % transformLength)]!,
  );
}

/** The response to differences at all frequencies, interleaved; those below 0 stand behind Nyquist. */
function wholeSpectrum({ transformLength, responseToDifferences }: ViewFilter): Float64Array {
  const spectrum = new Float64Array(2 * transformLength);
  for (let k = 0; k < transformLength; k++) {
    const isNegative = k > transformLength / 2;
    const of = isNegative ? transformLength - k : k;
    spectrum[2 * k] = responseToDifferences[2 * of]!;
    spectrum[2 * k + 1] = (isNegative ? -1 : 1) * responseToDifferences[2 * of + 1]!;
  }
  return spectrum;
}
