import FFT from 'fft.js';
import type { HostRows } from '../../compute/kernel.ts';
import type { ViewFilter } from './view-filter.ts';

const transforms = new Map<number, FFT>();

function transformOf(length: number): FFT {
  let transform = transforms.get(length);
  if (!transform) {
    transform = new FFT(length);
    transforms.set(length, transform);
  }
  return transform;
}

/**
 * Views convolved with a filter, [views × channels]. The filter's kernel is real, so two views pass through one complex
 * transform as its real and imaginary part. GPU twins: shaders/filter-transform.wgsl, shaders/filter-convolution.wgsl.
 */
export function plain(
  filter: ViewFilter,
  { sinogram, out: { data: filtered } }: Readonly<Record<'sinogram' | 'out', HostRows>>,
): void {
  const { channels, transformLength, response } = filter;
  const { data: views, rows } = sinogram;
  const transform = transformOf(transformLength);
  const signal = new Float64Array(2 * transformLength);
  const spectrum = new Float64Array(2 * transformLength);
  for (let row = 0; row < rows; row += 2) {
    const first = row * channels;
    const hasSecond = row + 1 < rows;
    const second = first + channels;
    signal.fill(0);
    for (let channel = 0; channel < channels; channel++) {
      signal[2 * channel] = views[first + channel]!;
      if (hasSecond) signal[2 * channel + 1] = views[second + channel]!;
    }
    transform.transform(spectrum, signal);
    for (let k = 0; k < transformLength; k++) {
      const gain = response[Math.min(k, transformLength - k)]!;
      spectrum[2 * k]! *= gain;
      spectrum[2 * k + 1]! *= gain;
    }
    transform.inverseTransform(signal, spectrum);
    for (let channel = 0; channel < channels; channel++) {
      filtered[first + channel] = signal[2 * channel]!;
      if (hasSecond) filtered[second + channel] = signal[2 * channel + 1]!;
    }
  }
}
