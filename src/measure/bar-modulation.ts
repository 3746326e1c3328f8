/** What the pixels of a group of bars say, and what is known of the bars. */
export interface BarGroupSpread {
  /** In periods per unit of length. */
  readonly frequency: number;
  /** The variance of the pixels over whole periods of the group, less that of noise. */
  readonly variance: number;
}

/** The odd harmonics that are taken off: with the fundamental’s own, up to the eleventh, which counts 1/121. */
const HARMONICS = [3, 5, 7] as const;

/**
 * The modulation transfer function at the frequencies of groups of bars, from the standard deviation of their pixels (Droege
 * & Morin, Med. Phys. 9:758, 1982, doi 10.1118/1.595124):
 *
 * MTF(f) = π√2/4 · √(M²(f) − M²(3f)/9 − M²(5f)/25 − M²(7f)/49) / M₀,
 *
 * M² the variance of a group less that of noise, M₀ half of the contrast between bar and gap. A square wave of that contrast
 * has a fundamental of 4/π·M₀, and a sine of amplitude a the variance a²/2; M² of a harmonic is read off between the groups
 * beside it, and is nothing above the finest group.
 *
 * @param contrast of bar and gap, where they are so wide that nothing blurs them
 * @returns of each group, in the order given; 0 where noise is all there is
 */
export function barModulations(groups: readonly BarGroupSpread[], contrast: number): number[] {
  const sorted = [...groups].sort((a, b) => a.frequency - b.frequency);
  return groups.map(({ frequency, variance }) => {
    const harmonics = HARMONICS.reduce((sum, n) => sum + varianceAt(sorted, n * frequency) / n ** 2, 0);
    return ((Math.PI * Math.SQRT2) / 2) * (Math.sqrt(Math.max(0, variance - harmonics)) / Math.abs(contrast));
  });
}

function varianceAt(sorted: readonly BarGroupSpread[], frequency: number): number {
  const above = sorted.findIndex((group) => group.frequency >= frequency);
  if (above < 0) return 0;
  const high = sorted[above]!;
  const low = sorted[above - 1];
  if (!low) return Math.max(0, high.variance);
  const share = (frequency - low.frequency) / (high.frequency - low.frequency);
  return Math.max(0, low.variance + share * (high.variance - low.variance));
}

/**
 * Where a curve first falls below a level, between its points on a straight line.
 *
 * @returns `null` where it does not
 */
export function fallsBelow(x: readonly number[], y: readonly number[], level: number): number | null {
  for (let i = 1; i < x.length; i++) {
    if (y[i - 1]! >= level && y[i]! < level) {
      return x[i - 1]! + ((y[i - 1]! - level) / (y[i - 1]! - y[i]!)) * (x[i]! - x[i - 1]!);
    }
  }
  return null;
}
