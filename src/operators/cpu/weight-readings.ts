import type { ReadingWeights, ViewRange } from '../contract.ts';
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
      const share = redundancy
        ? redundancyWeight(redundancy.elapsedRad[view]!, redundancy.fanAngleRad[channel]!, redundancy.halfExcessRad)
        : 1;
      weighted[row + channel] = channelWeights[channel]! * share * views[row + channel]!;
    }
  }
  return weighted;
}
