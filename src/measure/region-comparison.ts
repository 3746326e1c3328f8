import type { RegionStatistics } from './region-statistics.ts';

type Region = Pick<RegionStatistics, 'mean' | 'standardDeviation'>;

/** Two regions of one picture compared. Infinite or not a number where there is no noise. */
export interface RegionComparison {
  /** Mean of A − mean of B, in the unit of the values. */
  readonly difference: number;
  /** |A − B|/σ_B, the noise being that of the background B alone: the CNR of phantom tests. */
  readonly contrastToNoise: number;
  /** |A − B|/√((σ_A² + σ_B²)/2), where neither is the background of the other. */
  readonly contrastToPooledNoise: number;
}

/**
 * The contrast-to-noise ratio of region A before a background B. Over the background’s noise it is the CNR of the ACR’s CT
 * accreditation phantom (ACR, CT Quality Control Manual, 2017); over the pooled noise both regions count alike, and A and B
 * may change places. Noise is the standard deviation of pixels: what has structure of its
 * own in the region, such as streaks or a slope, counts as noise.
 */
export function compareRegions(a: Region, b: Region): RegionComparison {
  const difference = a.mean - b.mean;
  return {
    difference,
    contrastToNoise: Math.abs(difference) / b.standardDeviation,
    contrastToPooledNoise: Math.abs(difference) / Math.sqrt((a.standardDeviation ** 2 + b.standardDeviation ** 2) / 2),
  };
}

/**
 * The signal-to-noise ratio of a region, (mean − nothing)/σ.
 *
 * @param nothing the value that stands for no signal. CT numbers have an arbitrary zero, so that a ratio of HU would be 0 in
 *   water: there it is −1000 HU, for which there is no attenuation, and the ratio is that of attenuation coefficients.
 */
export function signalToNoise(region: Region, nothing: number): number {
  return (region.mean - nothing) / region.standardDeviation;
}
