import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import type { PixelParameters } from '../mean-over-views/plain.ts';

/** Takes what each pixel has, [detector rows × channels], from every view, in place. */
export function plain(
  { detectorRows }: PixelParameters,
  { row: { data: row }, sinogram }: Readonly<Record<'row' | 'sinogram', HostRows>>,
  { from }: ViewRange,
): void {
  const { data, columns: channels } = sinogram;
  const pixels = detectorRows * channels;
  const first = Math.round(from * channels);
  for (let i = 0; i < data.length; i++) data[i]! -= row[(first + i) % pixels]!;
}
