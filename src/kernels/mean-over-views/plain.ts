import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';

export interface PixelParameters {
  /** So many rows of readings are one view. */
  readonly detectorRows: number;
}

/** The mean of each pixel over all views, [detector rows × channels], of readings [views · detector rows × channels]. */
export function plain(
  { detectorRows }: PixelParameters,
  { sinogram, means }: { readonly sinogram: HostRows; readonly means: HostRows<Float64Array> },
  { from }: ViewRange,
): void {
  const { data: values, rows, columns: channels } = sinogram;
  const views = rows / detectorRows;
  const pixels = detectorRows * channels;
  const first = from * channels;
  for (let i = 0; i < values.length; i++) means.data[(first + i) % pixels]! += values[i]! / views;
}
