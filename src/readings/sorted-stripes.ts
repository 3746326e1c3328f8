import { runningMedian } from './running-median.ts';
import { inTheirViews, sortedColumns } from './sorted-columns.ts';

/** How stripes are told from the object once what each channel has read is sorted. */
export interface SortedStripeSettings {
  readonly channels: number;
  /** Channels of the window over which the median is taken, odd. */
  readonly window: number;
  /** The same for stripes that are strong or dead; `null` leaves these as they are. */
  readonly wideWindow: number | null;
  /** How far a channel must stand out from the others to count as such, as a ratio. */
  readonly sensitivity: number;
}

export interface WithoutStripes {
  /** float32 [views × channels]. */
  readonly readings: Float32Array<ArrayBuffer>;
  /** How many channels were taken for dead or strong ones, and replaced. */
  readonly dead: number;
  readonly strong: number;
}

/** Of sorted readings so many are left out at either end, where few views decide. */
const DROPPED = 0.05;
/** Views over which a channel's readings are smoothed to see whether it follows the object at all. */
const SMOOTHED_VIEWS = 10;
/** What reads less than this part of the most that any channel does on average is air, of which no ratio can be taken. */
const AIR = 0.02;

/**
 * Takes stripes out of a sinogram: Vo, Atwood & Drakopoulos, Opt. Express 26:28396 (2018), doi 10.1364/OE.26.028396. What each
 * channel has read is sorted; neighbours have seen nearly the same, in another order, so that sorted they differ by what is
 * the channels' own, which a median over channels takes away (algorithm 3). Before that, channels that do not follow the object are
 * interpolated between their neighbours (algorithm 6), and strong stripes are taken from the smoothed ones (algorithm 5), each
 * found among the ratios of all channels by a line through the middle half of them in their order (algorithm 4).
 *
 * @param given float32 [views × channels]; stay as they are
 */
export function withoutSortedStripes(given: Float32Array, settings: SortedStripeSettings): WithoutStripes {
  const { channels, window, wideWindow, sensitivity } = settings;
  let readings = given.slice() as Float32Array<ArrayBuffer>;
  const [dead, strong] =
    wideWindow === null
      ? [0, 0]
      : [
          interpolateDead(readings, channels, wideWindow, sensitivity),
          replaceStrong(readings, channels, wideWindow, sensitivity),
        ];
  const { ranked, order } = sortedColumns(readings, channels);
  readings = inTheirViews(smoothed(ranked, channels, window), order, channels);
  return { readings, dead, strong };
}

function smoothed(ranked: Float32Array, channels: number, window: number): Float32Array {
  const out = new Float32Array(ranked.length);
  for (let from = 0; from < ranked.length; from += channels) runningMedian(ranked, from, channels, window, out, from);
  return out;
}

/** Puts a straight line between the next channels that follow the object in the place of those that do not. @returns how many */
function interpolateDead(readings: Float32Array, channels: number, window: number, sensitivity: number): number {
  const changes = changesAlong(readings, channels);
  const usual = new Float32Array(channels);
  runningMedian(changes, 0, channels, window, usual, 0);
  const mean = usual.reduce((sum, one) => sum + Math.abs(one), 0) / channels;
  const isDead = widened(
    standingOut(
      changes.map((one, i) => (mean === 0 ? 1 : one / (usual[i]! || mean))),
      sensitivity,
    ),
  );
  isDead.fill(false, 0, 2).fill(false, Math.max(0, channels - 2));
  const count = isDead.filter((dead) => dead).length;
  // Where that many stand out, none does.
  if (count === 0 || count >= Math.floor(channels / 3)) return 0;
  for (let channel = 0; channel < channels; channel++) {
    if (!isDead[channel]) continue;
    const before = isDead.lastIndexOf(false, channel);
    const after = isDead.indexOf(false, channel);
    const part = (channel - before) / (after - before);
    for (let row = 0; row < readings.length; row += channels) {
      readings[row + channel] = (1 - part) * readings[row + before]! + part * readings[row + after]!;
    }
  }
  return count;
}

/** How much each channel differs from itself smoothed over a few views, summed over all views. */
function changesAlong(readings: Float32Array, channels: number): Float32Array {
  const views = readings.length / channels;
  const changes = new Float64Array(channels);
  const sums = new Float64Array(channels);
  const period = 2 * views;
  const rowOf = (view: number) => {
    const place = ((view % period) + period) % period;
    return (place < views ? place : period - 1 - place) * channels;
  };
  const before = SMOOTHED_VIEWS >> 1;
  const add = (view: number, sign: number) => {
    const row = rowOf(view);
    for (let channel = 0; channel < channels; channel++) sums[channel]! += sign * readings[row + channel]!;
  };
  for (let view = -before; view < SMOOTHED_VIEWS - before; view++) add(view, 1);
  for (let view = 0; view < views; view++) {
    const row = view * channels;
    for (let channel = 0; channel < channels; channel++) {
      changes[channel]! += Math.abs(readings[row + channel]! - sums[channel]! / SMOOTHED_VIEWS);
    }
    add(view - before, -1);
    add(view - before + SMOOTHED_VIEWS, 1);
  }
  return Float32Array.from(changes);
}

/** Brings all channels to what their neighbours read in the mean, and takes strong stripes from these altogether. */
function replaceStrong(readings: Float32Array, channels: number, window: number, sensitivity: number): number {
  const views = readings.length / channels;
  const { ranked, order } = sortedColumns(readings, channels);
  const smooth = smoothed(ranked, channels, window);
  const dropped = Math.floor(DROPPED * views);
  const [own, usual] = [ranked, smooth].map((of) => meansOf(of, channels, dropped, views - dropped));
  const air = AIR * usual!.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  const ratios = Float32Array.from(own!, (one, channel) =>
    Math.abs(usual![channel]!) > air ? one / usual![channel]! : 1,
  );
  const isStrong = widened(standingOut(ratios, sensitivity));
  const corrected = inTheirViews(smooth, order, channels);
  for (let i = 0, channel = 0; i < readings.length; i++, channel = channel + 1 === channels ? 0 : channel + 1) {
    readings[i] = isStrong[channel] ? corrected[i]! : readings[i]! / (ratios[channel]! || 1);
  }
  return isStrong.filter((strong) => strong).length;
}

function meansOf(ranked: Float32Array, channels: number, from: number, to: number): Float64Array {
  const means = new Float64Array(channels);
  for (let rank = from; rank < to; rank++) {
    for (let channel = 0; channel < channels; channel++)
      means[channel]! += ranked[rank * channels + channel]! / (to - from);
  }
  return means;
}

/** Which of some values lie beyond where a line through the middle half of them, in their order, would end. */
function standingOut(values: Float32Array, sensitivity: number): boolean[] {
  const count = values.length;
  const inOrder = values.toSorted();
  const dropped = Math.floor(0.25 * count);
  const { slope, start } = lineThrough(inOrder, dropped, count - dropped - 1);
  const end = start + slope * (count - 1);
  const spread = Math.max(1e-6, Math.abs(end - start));
  const above = Math.abs(inOrder[count - 1]! - end) / spread >= sensitivity ? end + (spread * sensitivity) / 2 : null;
  const below = Math.abs(start - inOrder[0]!) / spread >= sensitivity ? start - (spread * sensitivity) / 2 : null;
  return Array.from(values, (value) => (above !== null && value > above) || (below !== null && value <= below));
}

/** The straight line of least squares through [from … to). */
function lineThrough(
  values: Float32Array,
  from: number,
  to: number,
): { readonly slope: number; readonly start: number } {
  const middle = (from + to - 1) / 2;
  let [mean, across, along] = [0, 0, 0];
  for (let i = from; i < to; i++) mean += values[i]! / (to - from);
  for (let i = from; i < to; i++) {
    across += (i - middle) * (values[i]! - mean);
    along += (i - middle) ** 2;
  }
  const slope = along > 0 ? across / along : 0;
  return { slope, start: mean - slope * middle };
}

/** With the channels beside them. */
function widened(marked: readonly boolean[]): boolean[] {
  return marked.map((one, i) => one || marked[i - 1] === true || marked[i + 1] === true);
}
