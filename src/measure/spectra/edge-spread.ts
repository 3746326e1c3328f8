import { evenFrequencies, type SpectralCurve } from './spectral-curve.ts';

/** Bins of an edge's profile in one pixel: at least 4 times finer than the picture (ISO 12233:2017). */
export const BINS_PER_PIXEL = 4;
/** Bins without values: side by side, and of all. */
const MOST_EMPTY = 2;
const MOST_EMPTY_PART = 0.25;
/** At either end of the derivative, this part of it fades out. */
const FADING_PART = 0.25;

/** How far a pixel is from an edge, along its normal. */
export interface EdgeSample {
  readonly distance: number;
  readonly value: number;
}

/**
 * Means of values in bins side by side, about `from`, `from + step`, …. The mean place of a bin's values is not quite its middle:
 * along the slope through its neighbours each mean is moved there. Few bins may be without values: those lie on the line
 * between the nearest that have some.
 *
 * @returns `null` where more than a quarter of the bins are without values, three side by side, or one at an end
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
  const filled = Array.from(counts.keys()).filter((bin) => counts[bin]! > 0);
  const isWhole = filled[0] === 0 && filled.at(-1) === bins - 1 && filled.length >= (1 - MOST_EMPTY_PART) * bins;
  if (!isWhole || filled.some((bin, i) => i > 0 && bin - filled[i - 1]! > MOST_EMPTY + 1)) return null;
  const means = between(filled, values, counts);
  const middles = between(filled, places, counts);
  return means.map((mean, i) => {
    const [before, after] = [Math.max(0, i - 1), Math.min(bins - 1, i + 1)];
    const slope = (means[after]! - means[before]!) / (middles[after]! - middles[before]!);
    return mean + slope * (from + i * step - middles[i]!);
  });
}

/** Means of all bins, on straight lines between those that are filled. */
function between(filled: readonly number[], sums: Float64Array, counts: Float64Array): number[] {
  const mean = (bin: number) => sums[bin]! / counts[bin]!;
  return filled.flatMap((bin, i) => {
    const next = filled[i + 1];
    if (next === undefined) return [mean(bin)];
    const gap = next - bin;
    return Array.from({ length: gap }, (_, k) => mean(bin) + (k / gap) * (mean(next) - mean(bin)));
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
