import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { cubicShares } from '../cubic-shares.ts';
import { redundancyWeight } from '../redundancy-weight.ts';
import type { RebinPlan } from './rebin-plan.ts';
import { type RebinTables, rebinTables } from './rebin-tables.ts';

/**
 * Parallel views from a fan's sinogram, [parallel views × parallel channels]: each line is interpolated between the channels
 * next to it, and each of these between the two views next to the one that it sees the line's angle in. So the fan's
 * channels are read at the angle of a parallel view first, once each from either side, and then those of the parallel view
 * are found among them.
 */
export function plain(
  plan: RebinPlan,
  { sinogram: { data: sinogram }, out }: Readonly<Record<'sinogram' | 'out', HostRows>>,
  { from, to }: ViewRange,
): void {
  const tables = rebinTables(plan);
  const sides = new Sides(plan.scan.channels);
  const makeView = plan.interleaves ? interleaved(plan, tables, sides) : averaged(plan, tables, sides);
  const { channels } = plan.parallel;
  for (let view = from; view < to; view++) {
    readChannels(plan, tables, sinogram, tables.direct[view]!, sides.direct);
    readChannels(plan, tables, sinogram, tables.opposite[view]!, sides.opposite);
    makeView(view, out.data.subarray((view - from) * channels, (view - from + 1) * channels));
  }
}

/**
 * The readings of a fan's channels for lines of one angle, from both sides of the patient: [both sides], then a zero. The
 * outermost channels stand once more before a side, and twice more behind it.
 */
class Sides {
  static readonly before = 1;
  static readonly behind = 2;
  readonly readings: Float64Array;
  readonly direct: Float64Array;
  readonly opposite: Float64Array;
  readonly #channels: number;

  constructor(channels: number) {
    this.#channels = channels;
    const length = Sides.before + channels + Sides.behind;
    this.readings = new Float64Array(2 * length + 1);
    this.direct = this.readings.subarray(0, length);
    this.opposite = this.readings.subarray(length, 2 * length);
  }

  /** Where in `readings` a channel stands, seen directly or from the other side; beyond the detector, the zero. */
  placeOf(channel: number, isDirect: boolean): number {
    if (channel < 0 || channel >= this.#channels) return this.readings.length - 1;
    return (isDirect ? 0 : this.direct.length) + Sides.before + channel;
  }
}

/** The readings of all channels of lines of one angle, each between the two views next to the one it sees them in. */
function readChannels(
  { scan }: RebinPlan,
  { viewsPerTurn, shift, isShort }: RebinTables,
  sinogram: Float32Array,
  base: number,
  side: Float64Array,
): void {
  const { channels } = scan;
  const views = scan.anglesRad.length;
  for (let channel = 0; channel < channels; channel++) {
    let position = base + shift[channel]!;
    if (position < 0) position += viewsPerTurn;
    if (position >= viewsPerTurn) position -= viewsPerTurn;
    let below = position | 0;
    let above = below + 1;
    let fraction = position - below;
    if (isShort) {
      // Beyond the arc the nearer end stands in; such readings count for little or nothing.
      if (position > views && 2 * position > viewsPerTurn + views) {
        below = 0;
        above = 0;
        fraction = 0;
      }
      below = Math.min(below, views - 1);
      above = Math.min(above, views - 1);
    } else {
      if (below >= views) below -= views;
      if (above >= views) above -= views;
    }
    const first = sinogram[below * channels + channel]!;
    side[Sides.before + channel] = first + fraction * (sinogram[above * channels + channel]! - first);
  }
  side.fill(side[Sides.before]!, 0, Sides.before);
  side.fill(side[Sides.before + channels - 1]!, Sides.before + channels);
}

/** Makes a view of the sides' readings, float32 [parallel channels]. */
type ViewMaker = (view: number, out: Float32Array) => void;

/** The mean of the two sides as far as they are measured, weighted as in a short scan. */
function averaged({ scan, parallel }: RebinPlan, tables: RebinTables, { readings, ...sides }: Sides): ViewMaker {
  const across = tables.channel.map((at) => 2 * tables.axisChannel - at);
  const direct = neighboursOf(tables.channel, scan.channels, 0);
  const opposite = neighboursOf(across, scan.channels, sides.direct.length);
  const between = ({ first, shares }: Neighbours, channel: number, weight: number, sum: number) => {
    const at = first[channel]!;
    const share = 4 * channel;
    const lower = sum + weight * shares[share]! * readings[at]! + weight * shares[share + 1]! * readings[at + 1]!;
    return lower + weight * shares[share + 2]! * readings[at + 2]! + weight * shares[share + 3]! * readings[at + 3]!;
  };
  return (view, out) => {
    for (let channel = 0; channel < parallel.channels; channel++) {
      const gamma = tables.fanAngleRad[channel]!;
      const isSeen = direct.first[channel]! >= 0;
      const isSeenAcross = opposite.first[channel]! >= 0;
      const weight = isSeen ? measuredShare(tables, tables.direct[view]!, gamma) : 0;
      const weightAcross = isSeenAcross ? measuredShare(tables, tables.opposite[view]!, -gamma) : 0;
      let sum = 0;
      if (weight > 0) sum = between(direct, channel, weight, sum);
      if (weightAcross > 0) sum = between(opposite, channel, weightAcross, sum);
      const weights = weight + weightAcross;
      out[channel] = weights > 0 ? sum / weights : 0;
    }
  };
}

/** The four channels next to each of some positions on a side. */
interface Neighbours {
  /** Where the first of them stands among the readings; −1 where the position is beyond the detector. */
  readonly first: Int32Array;
  /** What they count for, [positions × 4]. */
  readonly shares: Float64Array;
}

function neighboursOf(positions: Float64Array, channels: number, side: number): Neighbours {
  const first = new Int32Array(positions.length);
  const shares = new Float64Array(4 * positions.length);
  positions.forEach((at, i) => {
    const below = Math.floor(at);
    first[i] = at >= 0 && at <= channels - 1 ? side + Sides.before + below - 1 : -1;
    shares.set(cubicShares(at - below), 4 * i);
  });
  return { first, shares };
}

/** What a side counts for: 0 where the arc does not reach. */
function measuredShare(tables: RebinTables, base: number, fanAngle: number): number {
  if (!tables.isShort) return 1;
  const turn = 2 * Math.PI;
  // The arc begins half a step before its first view.
  const sum = (base + 0.5) * tables.stepRad + fanAngle;
  const elapsed = sum < 0 ? sum + turn : sum >= turn ? sum - turn : sum;
  if (elapsed >= Math.PI + 2 * tables.halfExcessRad) return 0;
  return redundancyWeight(elapsed, fanAngle, tables.halfExcessRad);
}

/**
 * The two sides as one row of channels: the nearest channel on either side of the line, whichever side of the patient it
 * looks from. For full turns.
 */
function interleaved({ parallel }: RebinPlan, tables: RebinTables, sides: Sides): ViewMaker {
  const lower = new Int32Array(parallel.channels);
  const upper = new Int32Array(parallel.channels);
  const shares = new Float64Array(parallel.channels);
  tables.channel.forEach((at, channel) => {
    const across = 2 * tables.axisChannel - at;
    const below = Math.floor(at);
    const belowAcross = Math.floor(across);
    const fraction = at - below;
    const fractionAcross = across - belowAcross;
    // Seen from the other side channels run the other way.
    const lowerIsDirect = fraction <= 1 - fractionAcross;
    const upperIsDirect = 1 - fraction <= fractionAcross;
    lower[channel] = sides.placeOf(lowerIsDirect ? below : belowAcross + 1, lowerIsDirect);
    upper[channel] = sides.placeOf(upperIsDirect ? below + 1 : belowAcross, upperIsDirect);
    const distance = Math.min(fraction, 1 - fractionAcross);
    const gap = distance + Math.min(1 - fraction, fractionAcross);
    shares[channel] = gap > 0 ? distance / gap : 0;
  });
  const { readings } = sides;
  return (_, out) => {
    for (let channel = 0; channel < parallel.channels; channel++) {
      const first = readings[lower[channel]!]!;
      out[channel] = first + shares[channel]! * (readings[upper[channel]!]! - first);
    }
  };
}
