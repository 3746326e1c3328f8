import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { PARABOLA_REACH, PARABOLA_WEIGHTS } from './parabola-weights.ts';

export interface DeviationParameters {
  /** What one view counts at the most, up or down. */
  readonly most: number;
  /** That the mean is over; fewer values make their part of it. */
  readonly views: number;
  /** So many rows of readings are one view. */
  readonly detectorRows: number;
}

export interface DeviationArrays {
  /** [views · detector rows × channels]. */
  readonly sinogram: HostRows;
  /** [detector rows × channels]. */
  readonly row: HostRows;
  /** [detector rows × channels]. */
  readonly deviations: HostRows<Float64Array>;
}

/**
 * What views count in the mean of how far each pixel less the row is from the parabola through its neighbours in the row,
 * each counted as ±most at the most.
 *
 * @param part which rows of all these are
 */
export function plain(
  { most, views, detectorRows }: DeviationParameters,
  { sinogram, row, deviations }: DeviationArrays,
  { from }: ViewRange,
): void {
  const { data: values, columns: channels } = sinogram;
  for (let detectorRow = 0; detectorRow < detectorRows; detectorRow++) {
    const firstRow = firstRowOf(detectorRow, from, detectorRows);
    const ofPixels = detectorRow * channels;
    for (let channel = 0; channel < channels; channel++) {
      // As many to each side, up to the detector's ends.
      const reach = Math.min(PARABOLA_REACH, channel, channels - 1 - channel);
      const weights = PARABOLA_WEIGHTS.subarray(reach * (PARABOLA_REACH + 1));
      const ofRow = deviationAt(row.data, ofPixels + channel, reach, weights);
      let sum = 0;
      for (let i = firstRow * channels + channel; i < values.length; i += detectorRows * channels) {
        const deviation = deviationAt(values, i, reach, weights) - ofRow;
        sum += Math.max(-most, Math.min(most, deviation));
      }
      deviations.data[ofPixels + channel]! += sum / views;
    }
  }
}

/** The first of some rows that is a detector row's, the first of them being row `from` of all. */
export function firstRowOf(detectorRow: number, from: number, detectorRows: number): number {
  return (detectorRow + detectorRows - (from % detectorRows)) % detectorRows;
}

/** How far a value is from the parabola through `reach` neighbours to each side of it. */
export function deviationAt(values: Float32Array, middle: number, reach: number, weights: Float32Array): number {
  let smooth = weights[0]! * values[middle]!;
  for (let k = 1; k <= reach; k++) smooth += weights[k]! * (values[middle - k]! + values[middle + k]!);
  return values[middle]! - smooth;
}
