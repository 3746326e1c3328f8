/** A transmission smaller than this counts as this: the logarithm of nothing has no value. */
const LEAST_TRANSMISSION = 1e-6;

/** Line integrals of raw readings. */
export interface ReadThrough {
  /** float32 [views × channels]. */
  readonly lineIntegrals: Float32Array;
  /** How many readings were no brighter than that, dark ones among them, and count as it. */
  readonly tooDark: number;
  /** What each channel reads without the object, beyond what it reads without the beam; 0 where it is dead. */
  readonly beam: Float32Array;
  /** Channels whose white reading is not above their dark one, so that nothing is known behind them; they read 0. */
  readonly dead: readonly number[];
}

/**
 * Line integrals from raw readings: −ln((p − mean dark) / (mean white − mean dark)), per channel (Beer & Lambert).
 *
 * @param readings float32 [views × channels]
 * @param white readings without the object, [any number of rows × channels]
 * @param dark readings without the beam, [any number of rows × channels]
 * @param lineIntegrals where they go; the readings' own array, where nobody wants those any more
 */
export function transmittedThrough(
  readings: Float32Array,
  white: Float32Array,
  dark: Float32Array,
  channels: number,
  lineIntegrals: Float32Array = new Float32Array(readings.length),
): ReadThrough {
  const meanDark = meanPerChannel(dark, channels);
  const beam = meanPerChannel(white, channels).map((value, channel) => value - meanDark[channel]!);
  const dead = Array.from(beam.keys()).filter((channel) => !(beam[channel]! > 0));
  let tooDark = 0;
  for (let i = 0, channel = 0; i < readings.length; i++, channel = channel + 1 === channels ? 0 : channel + 1) {
    if (!(beam[channel]! > 0)) {
      lineIntegrals[i] = 0;
      continue;
    }
    const transmission = (readings[i]! - meanDark[channel]!) / beam[channel]!;
    const isDark = !(transmission > LEAST_TRANSMISSION);
    lineIntegrals[i] = -Math.log(isDark ? LEAST_TRANSMISSION : transmission);
    if (isDark) tooDark++;
  }
  return { lineIntegrals, tooDark, dead, beam: Float32Array.from(beam, (value) => (value > 0 ? value : 0)) };
}

function meanPerChannel(readings: Float32Array, channels: number): Float64Array {
  const mean = new Float64Array(channels);
  const rows = readings.length / channels;
  for (let i = 0; i < readings.length; i++) mean[i % channels]! += readings[i]! / rows;
  return mean;
}
