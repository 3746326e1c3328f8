import { medianOf } from './median.ts';

/** One row of a detector, over all views. */
export interface ZingerSettings {
  readonly channels: number;
  /** Each view's own. */
  readonly anglesRad: Float64Array;
  /** How many channels the trace of what lies in the field can move on while the angle grows by 1 rad, for each channel. */
  readonly travelPerRad: Float64Array;
  /** How far a reading must lie below its neighbours, in standard deviations of their noise. */
  readonly threshold: number;
}

export interface WithoutZingers {
  /** float32 [views × channels]. */
  readonly readings: Float32Array<ArrayBuffer>;
  readonly replaced: number;
}

/** Views with which one is compared: the next two on either side, or the next four at the end of a scan. */
const COMPARED = 4;
/** Of their lowest readings this one counts, so that a zinger in one of them hides none. */
const HIDDEN = 1;
/** Neighbours of a zinger in its view count as part of it from this part of the threshold. */
const SKIRT = 0.5;
const LONGEST_SKIRT = 8;
/** Channels to each side over which the noise is estimated. */
const NOISE_REACH = 12;
/** A trace that moves on by more than this part of the detector tells nothing of where it is to be found. */
const MOST_REACH = 1 / 8;
/** Readings that lie no deeper than this part of the threshold in the usual noise are not looked at twice. */
const NOT_SEEN = 0.6;
/** Below this nothing is told apart in float32. */
const LEAST_NOISE = 1e-5;

/**
 * Replaces zingers: readings far too bright in one view and a few channels, as particles leave them that hit the detector
 * itself, and therefore far too low as line integrals.
 *
 * What lies in the object is seen in every view; the trace of its edge moves on from view to view, by no more than the edge
 * of the field does. A reading is a zinger where it lies below all readings that such a trace might have come from or gone to,
 * in all but one of the nearest four views, by more than the threshold in units of the noise, and by more than these
 * readings differ among each other or below everything that these views have. It then takes the median of the next channels
 * in the two nearest views.
 *
 * @param readings line integrals, float32 [views × channels]; stay as they are
 */
export function withoutZingers(readings: Float32Array, settings: ZingerSettings): WithoutZingers {
  const { channels, anglesRad } = settings;
  const out = readings.slice() as Float32Array<ArrayBuffer>;
  const inOrder = Array.from(anglesRad.keys()).sort((a, b) => anglesRad[a]! - anglesRad[b]!);
  if (inOrder.length <= COMPARED) return { readings: out, replaced: 0 };
  const isZinger = new Uint8Array(readings.length);
  const floor = settings.threshold * NOT_SEEN * usualNoise(readings, channels);
  const lowest = inOrder.map((_, view) => lowestOf(readings, view * channels, (view + 1) * channels));
  const near = inOrder.map((_, place) => nearestViews(inOrder, place));
  for (const [place, view] of inOrder.entries()) {
    const base = secondLowest(near[place]!.map((other) => lowest[other]!));
    markZingers(readings, view, near[place]!, base, settings, floor, isZinger);
  }
  let replaced = 0;
  for (const [place, view] of inOrder.entries()) {
    const row = view * channels;
    for (let channel = 0; channel < channels; channel++) {
      if (!isZinger[row + channel]) continue;
      out[row + channel] = replacement(readings, isZinger, channels, view, channel, near[place]!);
      replaced++;
    }
  }
  return { readings: out, replaced };
}

/** The nearest views by their angles, the nearest two of them first. */
function nearestViews(inOrder: readonly number[], place: number): readonly number[] {
  const last = inOrder.length - 1;
  const from = Math.min(Math.max(place - COMPARED / 2, 0), last - COMPARED);
  const others = Array.from({ length: COMPARED + 1 }, (_, i) => from + i).filter((other) => other !== place);
  return others.sort((a, b) => Math.abs(a - place) - Math.abs(b - place)).map((other) => inOrder[other]!);
}

/** @param base what these views have at the least */
function markZingers(
  readings: Float32Array,
  view: number,
  near: readonly number[],
  base: number,
  { channels, anglesRad, travelPerRad, threshold }: ZingerSettings,
  floor: number,
  isZinger: Uint8Array,
): void {
  const row = view * channels;
  const turns = near.map((other) => Math.abs(anglesRad[other]! - anglesRad[view]!));
  const mostReach = Math.max(1, Math.floor(channels * MOST_REACH));
  const lows: number[] = [];
  for (let channel = 0; channel < channels; channel++) {
    const reading = readings[row + channel]!;
    // What stands still is looked at first: nearly all readings end here.
    let below = 0;
    for (let i = 0; i < COMPARED; i++) if (readings[near[i]! * channels + channel]! > reading + floor) below++;
    if (below < COMPARED - HIDDEN) continue;
    const reaches = turns.map((turn) => Math.ceil(travelPerRad[channel]! * turn) + 1);
    if (Math.max(reaches[0]!, reaches[1]!) > mostReach) continue;
    let spread = Number.POSITIVE_INFINITY;
    for (let i = 0; i < COMPARED; i++) {
      const from = near[i]! * channels + Math.max(0, channel - reaches[i]!);
      const to = near[i]! * channels + Math.min(channels - 1, channel + reaches[i]!) + 1;
      lows[i] = lowestOf(readings, from, to);
      if (i < 2) spread = Math.min(spread, highestOf(readings, from, to) - lows[i]!);
    }
    const depth = secondLowest(lows) - reading;
    if (depth <= floor) continue;
    const least = threshold * noiseAbout(readings, channels, near, channel);
    const isBelowAll = base - reading > least;
    if (depth <= least || (depth <= spread && !isBelowAll)) continue;
    isZinger[row + channel] = 1;
    for (const step of [-1, 1]) {
      for (let away = 1; away <= LONGEST_SKIRT; away++) {
        const other = channel + step * away;
        if (other < 0 || other >= channels) break;
        const beside = medianOf([0, 1].map((i) => readings[near[i]! * channels + other]!));
        if (beside - readings[row + other]! <= SKIRT * Math.max(least, spread)) break;
        isZinger[row + other] = 1;
      }
    }
  }
}

function secondLowest(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[HIDDEN]!;
}

function lowestOf(readings: Float32Array, from: number, to: number): number {
  let low = Number.POSITIVE_INFINITY;
  for (let i = from; i < to; i++) if (readings[i]! < low) low = readings[i]!;
  return low;
}

function highestOf(readings: Float32Array, from: number, to: number): number {
  let high = Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i++) if (readings[i]! > high) high = readings[i]!;
  return high;
}

/** The noise of readings, from how they differ from the line between their neighbours: of white noise its variance is 3/2. */
function noiseAbout(readings: Float32Array, channels: number, near: readonly number[], channel: number): number {
  const bends: number[] = [];
  const to = Math.min(channels - 2, channel + NOISE_REACH);
  for (const view of near.slice(0, 2)) {
    for (let other = Math.max(1, channel - NOISE_REACH); other <= to; other++) {
      bends.push(bendAt(readings, view * channels + other));
    }
  }
  return noiseOf(bends);
}

/** The same of readings from all over the sinogram. */
function usualNoise(readings: Float32Array, channels: number): number {
  const step = Math.max(1, Math.floor(readings.length / 20_000)) | 1;
  const bends: number[] = [];
  for (let i = 1; i < readings.length - 1; i += step) {
    const channel = i % channels;
    if (channel > 0 && channel < channels - 1) bends.push(bendAt(readings, i));
  }
  return noiseOf(bends);
}

function bendAt(readings: Float32Array, i: number): number {
  return Math.abs(readings[i]! - (readings[i - 1]! + readings[i + 1]!) / 2);
}

/** @param bends sizes of what should be nothing, half of which lie below 0.6745 standard deviations of a normal distribution */
function noiseOf(bends: number[]): number {
  return bends.length === 0 ? LEAST_NOISE : Math.max(LEAST_NOISE, medianOf(bends) / 0.6745 / Math.sqrt(1.5));
}

function replacement(
  readings: Float32Array,
  isZinger: Uint8Array,
  channels: number,
  view: number,
  channel: number,
  near: readonly number[],
): number {
  const sound: number[] = [];
  const take = (i: number) => {
    if (!isZinger[i]) sound.push(readings[i]!);
  };
  for (const other of near.slice(0, 2)) {
    for (let beside = Math.max(0, channel - 1); beside <= Math.min(channels - 1, channel + 1); beside++) {
      take(other * channels + beside);
    }
  }
  if (sound.length > 0) return medianOf(sound);
  for (const other of near) take(other * channels + channel);
  return sound.length > 0 ? medianOf(sound) : readings[view * channels + channel]!;
}
