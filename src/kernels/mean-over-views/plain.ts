import type { HostRows } from '../../compute/kernel.ts';

/** The mean of each channel over all views, [1 × channels]. */
export function plain(
  _: object,
  { sinogram, means }: { readonly sinogram: HostRows; readonly means: HostRows<Float64Array> },
): void {
  const { data: values, rows: views, columns: channels } = sinogram;
  for (let i = 0; i < values.length; i++) means.data[i % channels]! += values[i]! / views;
}
