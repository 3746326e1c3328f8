import FFT from 'fft.js';
import type { DetectorRamp } from '../geometry/detector-ramp.ts';
import type { ViewFilter } from '../kernels/filter-views/view-filter.ts';
import type { RampWindow } from './ramp-windows.ts';
import { windowedRampSample } from './windowed-ramp.ts';

/**
 * The band-limited ramp times a window, sampled in space and transformed; times τ for the sum that stands for the integral
 * (Kak & Slaney 1988, ch. 3, eq. 64). Sampling |ω| times the window itself would set its zero frequency to 0, and with it
 * shift the mean, and would end the window at a frequency of the transform.
 *
 * @param channels length of a view
 * @param step τ
 * @param cutoff fraction of the Nyquist frequency at which the window ends
 * @param factor of the kernel ({@link DetectorRamp})
 * @param arcStepRad of a detector on an arc about the source
 */
export function rampFilter(
  channels: number,
  step: number,
  window: RampWindow,
  cutoff: number,
  factor: DetectorRamp['factor'] = 1,
  arcStepRad: DetectorRamp['arcStepRad'] = 0,
): ViewFilter {
  return filterFromKernel(
    channels,
    step,
    (n) => factor * windowedRampSample(n, step, window, cutoff) * onArc(n * arcStepRad),
  );
}

/** Beyond this difference of fan angles the kernel of an arc is not needed: no fan is as wide. */
const WIDEST_FAN_RAD = (5 / 6) * Math.PI;

/** (γ/sinγ)², by which the kernel of an arc is not that of a line. */
function onArc(gamma: number): number {
  if (gamma === 0) return 1;
  return gamma <= WIDEST_FAN_RAD ? (gamma / Math.sin(gamma)) ** 2 : 0;
}

/**
 * The filter that convolves with an even kernel, sampled at n·step and times step.
 *
 * @param sample the kernel at n·step
 */
function filterFromKernel(channels: number, step: number, sample: (n: number) => number): ViewFilter {
  const transformLength = transformLengthFor(channels);
  const half = transformLength / 2;
  const kernel = new Float64Array(2 * transformLength);
  const sums = new Float64Array(2 * transformLength);
  let sum = 0;
  for (let n = 0; n <= half; n++) {
    const value = step * sample(n);
    kernel[2 * n] = value;
    if (n > 0) kernel[2 * (transformLength - n)] = value;
    if (n === half) break;
    // The differences add up to 0, padded as they are: a constant more or less in the sums is nothing, and half of the
    // middle value makes them odd.
    sum += n === 0 ? value / 2 : value;
    sums[2 * n] = sum;
    sums[2 * (transformLength - 1 - n)] = -sum;
  }
  const transform = new FFT(transformLength);
  const spectrum = new Float64Array(2 * transformLength);
  transform.transform(spectrum, kernel);
  const response = Float64Array.from({ length: half + 1 }, (_, k) => spectrum[2 * k]!);
  transform.transform(spectrum, sums);
  return { channels, transformLength, response, responseToDifferences: spectrum.slice(0, 2 * (half + 1)) };
}

/** The least power of two that holds a linear convolution of two views: 2K − 1 samples, and 2 at least. */
function transformLengthFor(channels: number): number {
  return Math.max(2, 2 ** Math.ceil(Math.log2(2 * channels - 1)));
}
