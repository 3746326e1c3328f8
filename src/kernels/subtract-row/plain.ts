import type { HostRows } from '../../compute/kernel.ts';

/** Takes a row [1 × channels] from every view, in place. */
export function plain(
  _: object,
  { row: { data: row }, sinogram }: Readonly<Record<'row' | 'sinogram', HostRows>>,
): void {
  const { data, columns: channels } = sinogram;
  for (let i = 0; i < data.length; i++) data[i]! -= row[i % channels]!;
}
