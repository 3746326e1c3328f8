import type { HostRows } from '../../compute/kernel.ts';
import { PARABOLA_REACH, PARABOLA_WEIGHTS } from './parabola-weights.ts';

export interface DeviationParameters {
  /** What one view counts at the most, up or down. */
  readonly most: number;
  /** That the mean is over; fewer values make their part of it. */
  readonly views: number;
}

export interface DeviationArrays {
  readonly sinogram: HostRows;
  /** [1 × channels]. */
  readonly row: HostRows;
  /** [1 × channels]. */
  readonly deviations: HostRows<Float64Array>;
}

/**
 * What views count in the mean of how far each channel less the row is from the parabola through its neighbours, each
 * counted as ±most at the most.
 */
export function plain({ most, views }: DeviationParameters, { sinogram, row, deviations }: DeviationArrays): void {
  const { data: values, columns: channels } = sinogram;
  for (let channel = 0; channel < channels; channel++) {
    // As many to each side, up to the detector's ends.
    const reach = Math.min(PARABOLA_REACH, channel, channels - 1 - channel);
    const weights = PARABOLA_WEIGHTS.subarray(reach * (PARABOLA_REACH + 1));
    const ofRow = deviationAt(row.data, channel, reach, weights);
    let sum = 0;
    for (let i = channel; i < values.length; i += channels) {
      const deviation = deviationAt(values, i, reach, weights) - ofRow;
      sum += Math.max(-most, Math.min(most, deviation));
    }
    deviations.data[channel]! += sum / views;
  }
}

/** How far a value is from the parabola through `reach` neighbours to each side of it. */
export function deviationAt(values: Float32Array, middle: number, reach: number, weights: Float32Array): number {
  let smooth = weights[0]! * values[middle]!;
  for (let k = 1; k <= reach; k++) smooth += weights[k]! * (values[middle - k]! + values[middle + k]!);
  return values[middle]! - smooth;
}
