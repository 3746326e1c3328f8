import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import type { ReadingWeights, Redundancy } from '../../geometry/reading-weights.ts';
import { redundancyWeight } from '../redundancy-weight.ts';
import { groupWeight } from './group-weight.ts';

/** Readings times their weights, [views × channels]. */
export function plain(
  { channelWeights, redundancy }: ReadingWeights,
  { sinogram: { data: views }, out: { data: weighted } }: Readonly<Record<'sinogram' | 'out', HostRows>>,
  { from, to }: ViewRange,
): void {
  const channels = channelWeights.length;
  for (let view = from; view < to; view++) {
    const row = (view - from) * channels;
    for (let channel = 0; channel < channels; channel++) {
      const share = redundancy ? shareOf(redundancy, view, channel) : 1;
      weighted[row + channel] = channelWeights[channel]! * share * views[row + channel]!;
    }
  }
}

function shareOf(
  { elapsedRad, fanAngleRad, halfExcessRad, groups }: Redundancy,
  view: number,
  channel: number,
): number {
  const [elapsed, gamma] = [elapsedRad[view]!, fanAngleRad[channel]!];
  return groups.length > 0 ? groupWeight(elapsed, gamma, groups) : redundancyWeight(elapsed, gamma, halfExcessRad);
}
