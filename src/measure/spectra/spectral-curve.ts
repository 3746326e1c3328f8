/** Values over spatial frequencies, such as an MTF or the radial mean of a noise power spectrum. */
export interface SpectralCurve {
  /** In mm⁻¹, ascending. */
  readonly frequencies: readonly number[];
  /** As many. */
  readonly values: readonly number[];
}

/** Where a curve first falls to a level, in mm⁻¹, or why that is not known, as a sentence. */
export type LevelFrequency = { readonly perMm: number } | { readonly whyNot: string };

/**
 * Where a curve that begins above a level first falls to it, by a straight line between the two points around it.
 *
 * @param what the curve is called in the sentence, such as `The MTF`
 */
export function frequencyAtLevel(curve: SpectralCurve, level: number, what = 'The MTF'): LevelFrequency {
  const { frequencies, values } = curve;
  const percent = `${Math.round(100 * level)} %`;
  const after = values.findIndex((value) => value <= level);
  if (after < 0) {
    const last = frequencies.at(-1) ?? 0;
    return {
      whyNot: `${what} does not fall to ${percent} up to ${last.toFixed(2)} 1/mm, which is as far as it was measured; smaller pixels would show more.`,
    };
  }
  if (after === 0) return { whyNot: `${what} is not above ${percent} anywhere.` };
  const [f0, f1, v0, v1] = [frequencies[after - 1]!, frequencies[after]!, values[after - 1]!, values[after]!];
  return { perMm: f0 + ((v0 - level) / (v0 - v1)) * (f1 - f0) };
}

/** Line pairs per centimetre of a frequency in mm⁻¹: one period is one pair. */
export function linePairsPerCm(perMm: number): number {
  return 10 * perMm;
}

/** A curve’s value at a frequency by straight lines between its points; level before the first, 0 beyond the last. */
export function valueAtFrequency({ frequencies, values }: SpectralCurve, frequency: number): number {
  if (frequencies.length === 0 || frequency > frequencies.at(-1)!) return 0;
  if (frequency <= frequencies[0]!) return values[0]!;
  let [low, high] = [0, frequencies.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (frequencies[middle]! <= frequency) low = middle;
    else high = middle;
  }
  const part = (frequency - frequencies[low]!) / (frequencies[high]! - frequencies[low]!);
  return values[low]! + part * (values[high]! - values[low]!);
}

/** Evenly spaced frequencies from 0 up to `most`, which is one of them, no further apart than `step`. */
export function evenFrequencies(most: number, step: number): number[] {
  const steps = Math.max(1, Math.ceil(most / step - 1e-9));
  return Array.from({ length: steps + 1 }, (_, i) => (i * most) / steps);
}
