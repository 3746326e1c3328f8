import FFT from 'fft.js';
import type { ViewFilter } from '../operators/contract.ts';

/** The windows that a ramp filter may be multiplied with, by the name used in experiments. */
export const RAMP_WINDOWS = ['ram-lak', 'shepp-logan', 'cosine', 'hamming', 'hann'] as const;
export type RampWindow = (typeof RAMP_WINDOWS)[number];

/**
 * The band-limited ramp, sampled in space and transformed, times a window.
 *
 * h(0) = 1/(4τ²), h(n even) = 0, h(n odd) = −1/(π²n²τ²) (Kak & Slaney 1988, ch. 3, eq. 61), times τ for the sum that
 * stands for the integral (eq. 64). Sampling |ω| itself would set its zero frequency to 0 and with it shift the mean.
 *
 * @param channels length of a view
 * @param channelSpacingMm τ
 * @param cutoff fraction of the Nyquist frequency at which the window ends; beyond it the response is 0
 */
export function rampFilter(channels: number, channelSpacingMm: number, window: RampWindow, cutoff: number): ViewFilter {
  return filterFromKernel(channels, channelSpacingMm, (n) => rampSample(n, channelSpacingMm), window, cutoff);
}

/**
 * The filter that convolves with an even kernel, sampled at n·step and times step, its transform times a window.
 *
 * @param sample the kernel at n·step
 */
export function filterFromKernel(
  channels: number,
  step: number,
  sample: (n: number) => number,
  window: RampWindow,
  cutoff: number,
): ViewFilter {
  const transformLength = transformLengthFor(channels);
  const kernel = new Float64Array(2 * transformLength);
  for (let n = -transformLength / 2; n < transformLength / 2; n++) {
    const index = (n + transformLength) % transformLength;
    kernel[2 * index] = step * sample(n);
  }
  const spectrum = new Float64Array(2 * transformLength);
  new FFT(transformLength).transform(spectrum, kernel);
  const half = transformLength / 2;
  const response = Float64Array.from(
    { length: half + 1 },
    (_, k) => spectrum[2 * k]! * windowGain(window, k / half / cutoff),
  );
  return { channels, transformLength, response };
}

/** The least power of two that holds a linear convolution of two views: 2K − 1 samples, and 2 at least. */
function transformLengthFor(channels: number): number {
  return Math.max(2, 2 ** Math.ceil(Math.log2(2 * channels - 1)));
}

/** h(nτ) of the band-limited ramp, in 1 over the square of the step's unit. */
export function rampSample(n: number, step: number): number {
  if (n === 0) return 1 / (4 * step ** 2);
  if (n % 2 === 0) return 0;
  return -1 / (Math.PI * n * step) ** 2;
}

/**
 * The window at a fraction of its own end, 0 … 1; 0 beyond.
 *
 * @param fraction frequency over the cutoff frequency
 */
export function windowGain(window: RampWindow, fraction: number): number {
  // The last bin may miss 1 by rounding when cutoff is not a sum of powers of two.
  if (fraction > 1 + 1e-12) return 0;
  const quarterTurn = (Math.PI / 2) * fraction;
  switch (window) {
    case 'ram-lak':
      return 1;
    case 'shepp-logan':
      return fraction === 0 ? 1 : Math.sin(quarterTurn) / quarterTurn;
    case 'cosine':
      return Math.cos(quarterTurn);
    case 'hamming':
      return 0.54 + 0.46 * Math.cos(2 * quarterTurn);
    case 'hann':
      return 0.5 + 0.5 * Math.cos(2 * quarterTurn);
  }
}
