import type { ReadingWeights, Redundancy, ViewRange } from '../contract.ts';
import { groupWeight } from '../group-weight.ts';
import { redundancyWeight } from '../redundancy-weight.ts';

/**
 * Readings times their weights, float32 [range, channels]. GPU twin: shaders/weight-readings.wgsl.
 *
 * @param views float32 [range, channels]: the views of the range alone
 */
export function weightReadings(
  { channelWeights, redundancy }: ReadingWeights,
  views: Float32Array,
  range: ViewRange,
): Float32Array<ArrayBuffer> {
  const channels = channelWeights.length;
  const weighted = new Float32Array(views.length);
  for (let view = range.from; view < range.to; view++) {
    const row = (view - range.from) * channels;
    for (let channel = 0; channel < channels; channel++) {
      const share = redundancy ? shareOf(redundancy, view, channel) : 1;
      weighted[row + channel] = channelWeights[channel]! * share * views[row + channel]!;
    }
  }
  return weighted;
}

function shareOf(
  { elapsedRad, fanAngleRad, halfExcessRad, groups }: Redundancy,
  view: number,
  channel: number,
): number {
  const [elapsed, gamma] = [elapsedRad[view]!, fanAngleRad[channel]!];
  return groups.length > 0 ? groupWeight(elapsed, gamma, groups) : redundancyWeight(elapsed, gamma, halfExcessRad);
}
