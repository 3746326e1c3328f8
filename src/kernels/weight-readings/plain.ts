import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import type { Elevation, ReadingWeights, Redundancy, Slant } from '../../geometry/reading-weights.ts';
import { halfTurnWeight } from '../half-turn-weight.ts';
import { redundancyWeight } from '../redundancy-weight.ts';
import { groupWeight } from './group-weight.ts';

/** Readings times their weights, [views × detector rows, channels]; 0 where channels were added. */
export function plain(
  { channelWeights, measured, redundancy, elevation, slant }: ReadingWeights,
  { sinogram: { data: readings }, out: { data: weighted } }: Readonly<Record<'sinogram' | 'out', HostRows>>,
  { from, to }: ViewRange,
): void {
  const channels = channelWeights.length;
  const { from: firstChannel, channels: measuredChannels } = measured ?? { from: 0, channels };
  const detectorRows = elevation?.heights.length ?? slant?.rowsMm.length ?? 1;
  const shares = new Float64Array(channels).fill(1);
  let sharesView = -1;
  for (let row = from; row < to; row++) {
    const view = Math.floor(row / detectorRows);
    if (redundancy && view !== sharesView) {
      sharesView = view;
      for (let channel = 0; channel < channels; channel++) shares[channel] = shareOf(redundancy, view, channel);
    }
    const height = elevation?.heights[row - view * detectorRows] ?? 0;
    const first = (row - from) * channels;
    const firstMeasured = (row - from) * measuredChannels - firstChannel;
    weighted.fill(0, first, first + channels);
    for (let channel = firstChannel; channel < firstChannel + measuredChannels; channel++) {
      const share = shares[channel]!;
      const leaning = elevation ? elevationWeight(elevation, height, channel) : 1;
      const slanting = slant ? slantWeight(slant, view, row - view * detectorRows, channel) : 1;
      const weight = channelWeights[channel]! * share * leaning * slanting;
      weighted[first + channel] = weight * readings[firstMeasured + channel]!;
    }
  }
}

/** cosκ, or its square. */
function elevationWeight({ steepness, power }: Elevation, height: number, channel: number): number {
  const slope = height * steepness[channel]!;
  const square = 1 / (1 + slope * slope);
  return power === 2 ? square : Math.sqrt(square);
}

/** The cosine between a ray and a direction, or its square. */
function slantWeight({ views, channelsMm, rowsMm, power }: Slant, view: number, row: number, channel: number): number {
  const { footMm, heightMm, ahead, across } = views[view]!;
  const x = channelsMm[channel]! - footMm;
  const y = rowsMm[row]!;
  const cosine = (ahead + across * x) / Math.sqrt(heightMm * heightMm + x * x + y * y);
  return power === 2 ? cosine * cosine : cosine;
}

function shareOf(
  { elapsedRad, fanAngleRad, halfExcessRad, groups, sliceAtRad }: Redundancy,
  view: number,
  channel: number,
): number {
  const [elapsed, gamma] = [elapsedRad[view]!, fanAngleRad[channel]!];
  if (sliceAtRad !== undefined) return halfTurnWeight(elapsed, gamma, sliceAtRad);
  return groups.length > 0 ? groupWeight(elapsed, gamma, groups) : redundancyWeight(elapsed, gamma, halfExcessRad);
}
