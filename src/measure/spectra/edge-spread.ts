import { evenFrequencies, type SpectralCurve } from './spectral-curve.ts';

/** Bins of an edge's profile in one pixel: at least 4 times finer than the picture (ISO 12233:2017). */
export const BINS_PER_PIXEL = 4;
/** At either end of the derivative, this part of it fades out. */
const FADING_PART = 0.25;

/** How far a pixel is from an edge, along its normal. */
export interface EdgeSample {
  readonly distance: number;
  readonly value: number;
}

/**
 * Means of values in bins side by side, about `from`, `from + step`, …. The mean place of a bin's values is not quite its middle:
 * along the slope through its neighbours each mean is moved there. A bin without values lies on the line between its neighbours.
 *
 * @returns `null` where two bins side by side have no values, or one at an end
 */
export function edgeSpread(samples: Iterable<EdgeSample>, from: number, to: number, step: number): number[] | null {
  const bins = Math.round((to - from) / step) + 1;
  const [counts, values, places] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
  for (const { distance, value } of samples) {
    const bin = Math.round((distance - from) / step);
    if (bin < 0 || bin >= bins) continue;
    counts[bin]!++;
    values[bin]! += value;
    places[bin]! += distance;
  }
  const isEmpty = (bin: number) => !(counts[bin]! > 0);
  if (counts.some((_, bin) => isEmpty(bin) && (isEmpty(bin - 1) || isEmpty(bin + 1)))) return null;
  const between = (of: Float64Array, bin: number) =>
    isEmpty(bin) ? (of[bin - 1]! / counts[bin - 1]! + of[bin + 1]! / counts[bin + 1]!) / 2 : of[bin]! / counts[bin]!;
  const means = values.map((_, bin) => between(values, bin));
  const middles = places.map((_, bin) => between(places, bin));
  return Array.from(means, (mean, i) => {
    const [before, after] = [Math.max(0, i - 1), Math.min(bins - 1, i + 1)];
    const slope = (means[after]! - means[before]!) / (middles[after]! - middles[before]!);
    return mean + slope * (from + i * step - middles[i]!);
  });
}

/**
 * The MTF of an edge's profile: the magnitude of the Fourier transform of its derivative, over that at f = 0. The derivative
 * is a difference over two bins, which smooths it by sinc(2·f·step), and a bin is a mean over its width, which smooths it by
 * sinc(f·step): both are divided out. Its outer quarters fade away like cosines.
 *
 * @param spread at even distances
 * @param step between them, in mm
 * @param weigh what the derivative is multiplied by at a place of the profile
 * @param most the highest frequency, at most 1/(4·step)
 */
export function transferOfEdge(
  spread: readonly number[],
  step: number,
  most: number,
  weigh: (index: number) => number = () => 1,
): SpectralCurve {
  const count = spread.length - 2;
  const middle = (count - 1) / 2;
  const derivative = Array.from(
    { length: count },
    (_, i) => (spread[i + 2]! - spread[i]!) * weigh(i + 1) * fading(Math.abs(i - middle) / (count / 2)),
  );
  const frequencies = evenFrequencies(most, 1 / (4 * count * step));
  const magnitude = (frequency: number) => {
    let [real, imaginary] = [0, 0];
    derivative.forEach((value, i) => {
      const phase = 2 * Math.PI * frequency * i * step;
      real += value * Math.cos(phase);
      imaginary += value * Math.sin(phase);
    });
    return Math.hypot(real, imaginary);
  };
  const atZero = magnitude(0);
  return {
    frequencies,
    values: frequencies.map(
      (frequency) => magnitude(frequency) / atZero / (sinc(2 * frequency * step) * sinc(frequency * step)),
    ),
  };
}

/** 1 up to where fading begins, 0 at 1 (Tukey's window). */
function fading(part: number): number {
  const into = (part - (1 - FADING_PART)) / FADING_PART;
  return into <= 0 ? 1 : (1 + Math.cos(Math.PI * Math.min(1, into))) / 2;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
