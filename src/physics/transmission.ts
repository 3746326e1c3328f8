import { InputError } from '../errors.ts';

/** A transmission smaller than this counts as this: the logarithm of nothing has no value. */
const LEAST_TRANSMISSION = 1e-6;

/** Line integrals of raw readings. */
export interface ReadThrough {
  /** float32 [views × channels]. */
  readonly lineIntegrals: Float32Array<ArrayBuffer>;
  /** How many readings were no brighter than that, dark ones among them, and count as it. */
  readonly tooDark: number;
}

/**
 * Line integrals from raw readings: −ln((p − mean dark) / (mean white − mean dark)), per channel (Beer & Lambert).
 *
 * @param readings float32 [views × channels]
 * @param white readings without the object, [any number of rows × channels]
 * @param dark readings without the beam, [any number of rows × channels]
 * @throws InputError naming a channel whose white reading is not above its dark one
 */
export function lineIntegralsFromTransmission(
  readings: Float32Array,
  white: Float32Array,
  dark: Float32Array,
  channels: number,
): ReadThrough {
  const meanDark = meanPerChannel(dark, channels);
  const beam = meanPerChannel(white, channels).map((value, channel) => value - meanDark[channel]!);
  const dead = beam.findIndex((value) => !(value > 0));
  if (dead >= 0) {
    throw new InputError(
      `measurement.white: at channel ${dead} the white reading is not above the dark one, so that its transmission is unknown`,
    );
  }
  let tooDark = 0;
  const lineIntegrals = Float32Array.from(readings, (reading, i) => {
    const channel = i % channels;
    const transmission = (reading - meanDark[channel]!) / beam[channel]!;
    if (transmission > LEAST_TRANSMISSION) return -Math.log(transmission);
    tooDark++;
    return -Math.log(LEAST_TRANSMISSION);
  });
  return { lineIntegrals, tooDark };
}

function meanPerChannel(readings: Float32Array, channels: number): Float64Array {
  const mean = new Float64Array(channels);
  const rows = readings.length / channels;
  readings.forEach((value, i) => {
    mean[i % channels]! += value / rows;
  });
  return mean;
}
