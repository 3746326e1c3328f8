import type { HostRows } from '../../../src/compute/kernel.ts';

/** How channels fade. Kept by identity. */
export interface FadePlan {
  /** [channels]. */
  readonly shares: Float32Array<ArrayBuffer>;
  readonly added: number;
}

/** Readings times a share for each channel, and what is given to all of them. */
export function plain(
  { shares, added }: FadePlan,
  { readings, out: { data: out } }: Readonly<Record<'readings' | 'out', HostRows>>,
): void {
  for (let i = 0; i < out.length; i++) out[i] = shares[i % readings.columns]! * readings.data[i]! + added;
}
