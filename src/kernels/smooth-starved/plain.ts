import type { HostRows } from '../../compute/kernel.ts';
import type { StarvationPlan } from '../../physics/starvation-plan.ts';

/** Readings averaged with more neighbours the fewer photons they have, [views × channels]. */
export function plain(
  { thresholds }: StarvationPlan,
  { lineIntegrals, out: { data: out } }: Readonly<Record<'lineIntegrals' | 'out', HostRows>>,
): void {
  const { data: values, columns: channels } = lineIntegrals;
  for (let i = 0; i < values.length; i++) {
    const row = i - (i % channels);
    let neighbours = 0;
    for (const threshold of thresholds) if (values[i]! > threshold) neighbours++;
    const from = Math.max(row, i - neighbours);
    const to = Math.min(row + channels - 1, i + neighbours);
    let sum = 0;
    for (let k = from; k <= to; k++) sum += values[k]!;
    out[i] = sum / (to - from + 1);
  }
}
