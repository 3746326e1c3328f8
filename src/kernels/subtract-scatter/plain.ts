import type { HostRows } from '../../compute/kernel.ts';
import type { ScatterPlan } from '../../physics/scatter-plan.ts';

/**
 * Line integrals less scatter, [views × channels]. Where nothing stands in the beam the signal is 1, and what a view's
 * channels at the detector's ends read beyond that is scatter. The object may stand before one end: that counts only where
 * it reads half as much as the other or more, else the brighter one alone tells. It is taken for the same over the view
 * and from every channel.
 */
export function plain(
  plan: ScatterPlan,
  { lineIntegrals, out: { data: out } }: Readonly<Record<'lineIntegrals' | 'out', HostRows>>,
): void {
  const { leastSignal, resolution, outputScale } = plan;
  const { data: values, columns: channels } = lineIntegrals;
  for (let row = 0; row < values.length; row += channels) {
    const view = values.subarray(row, row + channels);
    const ends = [meanExcess(plan, view, 0, 1), meanExcess(plan, view, channels - 1, -1)] as const;
    const brighter = Math.max(...ends);
    const other = Math.min(...ends);
    const scatter = Math.max(0, other >= brighter / 2 ? (brighter + other) / 2 : brighter);
    if (scatter <= resolution) {
      out.set(view, row);
      continue;
    }
    const least = Math.max(leastSignal, resolution * scatter);
    for (let k = 0; k < channels; k++) {
      const signal = Math.exp(-view[k]! / outputScale) - scatter;
      out[row + k] = -Math.log(Math.max(least, signal)) * outputScale;
    }
  }
}

/** What the channels at an end read beyond the unattenuated beam, on average. */
function meanExcess(
  { besideObject, outputScale }: ScatterPlan,
  view: Float32Array,
  end: number,
  inwards: number,
): number {
  let sum = 0;
  for (let k = 0; k < besideObject; k++) sum += Math.exp(-view[end + inwards * k]! / outputScale) - 1;
  return sum / besideObject;
}
