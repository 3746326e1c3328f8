import type { HostRows } from '../../compute/kernel.ts';

/** Puts the source's value into the target where the mask is not 0. */
export function plain(
  _: object,
  { mask, source, target: { data: target } }: Readonly<Record<'mask' | 'source' | 'target', HostRows>>,
): void {
  for (let i = 0; i < target.length; i++) if (mask.data[i]! > 0) target[i] = source.data[i]!;
}
