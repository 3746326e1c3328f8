import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import type { ViewMix } from './view-mix.ts';

/** Views that are each a weighted sum of a few measured ones, [views of the mix × channels]. */
export function plain(
  { firstTerm, views, shares }: ViewMix,
  { sinogram, out }: Readonly<Record<'sinogram' | 'out', HostRows>>,
  { from, to }: ViewRange,
): void {
  const { columns: channels } = sinogram;
  const sums = new Float64Array(channels);
  for (let view = from; view < to; view++) {
    sums.fill(0);
    for (let term = firstTerm[view]!; term < firstTerm[view + 1]!; term++) {
      const share = shares[term]!;
      const row = views[term]! * channels;
      for (let channel = 0; channel < channels; channel++) sums[channel]! += share * sinogram.data[row + channel]!;
    }
    out.data.set(sums, (view - from) * channels);
  }
}
