import { FrequencyRings } from './frequency-rings.ts';
import type { SpectralCurve } from './spectral-curve.ts';
import { powerOfTwoFor, transformOfSquare } from './transform-square.ts';

/**
 * The radial mean that a noise power spectrum measured in squares of pixels has on the mean, given what pixels at a distance
 * have in common: a²·∑ (1 − |i|/n)·(1 − |j|/n)·C(a·√(i² + j²))·exp(−2πi(f·lag)). So a square sees it: sampled in pixels, whose
 * spectra repeat and overlap, and smoothed by the square’s size, so that it is not 0 at f = 0 where the noise of a slice is.
 * What a background takes off is not in it.
 *
 * @param covariance of two pixels, over their distance in mm
 * @param pixels along a side of the squares
 * @param side of a pixel, in mm
 */
export function expectedRadialNoise(
  covariance: (distanceMm: number) => number,
  pixels: number,
  side: number,
): SpectralCurve {
  const size = powerOfTwoFor(pixels);
  const common = new Map<number, number>();
  const at = (i: number, j: number) => {
    const squared = i * i + j * j;
    let value = common.get(squared);
    if (value === undefined) {
      value = covariance(side * Math.sqrt(squared));
      common.set(squared, value);
    }
    return value;
  };
  // Frequencies of the transform are the same a whole transform further on, so lags may be counted around it.
  const lags = new Float64Array(size * size);
  const around = (lag: number) => ((lag % size) + size) % size;
  for (let j = 1 - pixels; j < pixels; j++) {
    for (let i = 1 - pixels; i < pixels; i++) {
      const weight = (1 - Math.abs(i) / pixels) * (1 - Math.abs(j) / pixels);
      lags[around(j) * size + around(i)]! += side * side * weight * at(i, j);
    }
  }
  const rings = new FrequencyRings(size, side, pixels);
  rings.add(transformOfSquare(lags, size, size).filter((_, i) => i % 2 === 0));
  return rings.means(1).radial;
}
