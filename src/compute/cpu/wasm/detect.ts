// Line integrals as a detector gives them (AssemblyScript), four channels at a time: scatter, crosstalk, gain, counting,
// electronic noise, logarithm, in the order and with the roundings of src/kernels/detect/plain.ts, so that the bits are
// the same. The model and its sources stand in src/physics/detector-plan.ts.

import { naturalLog } from './exact-arithmetic';
import { philoxWords } from './philox';
import { normalQuantile, poissonQuantile } from './random-quantiles';

const SCATTER_STEPS: f32 = 524288.0;
/** The key's second word for the noise of readings. */
const READING_STREAM: i32 = 0;

/** Σ s·(1 − s) over a view in whole steps. @param row f32[count], count divisible by 4 */
function scatterSteps(row: usize, count: i32): f32 {
  const one = f32x4.splat(1.0);
  const end = row + ((<usize>count) << 2);
  let sums = i32x4.splat(0);
  for (let at = row; at < end; at += 16) {
    const primary = f32x4.min(one, v128.load(at));
    const steps = f32x4.mul(f32x4.mul(primary, f32x4.sub(one, primary)), f32x4.splat(SCATTER_STEPS));
    sums = i32x4.add(sums, i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(steps, f32x4.splat(0.5)))));
  }
  // Of 16,384 channels no quarter comes to 2³¹ steps.
  const low = i64x2.add(i64x2.extend_low_i32x4_s(sums), i64x2.extend_high_i32x4_s(sums));
  return <f32>(i64x2.extract_lane(low, 0) + i64x2.extract_lane(low, 1));
}

/**
 * @param signals f32[views × channels]
 * @param gains f32[channels, and up to 3 more]
 * @param inverses f32[]: 1/k from k = 0 on, for counts of means below 64
 * @param room for f32[channels + 8] and 32 bytes more
 * @param lineIntegrals f32[views × channels, and 3 more]
 * @param starved i32[views]: channels left with less than the least reading
 * @param firstView the number of the first view in its scan
 * @param seed of the noise
 * @param photons of an unattenuated reading, 0: no noise
 */
export function detect(
  signals: usize,
  gains: usize,
  inverses: usize,
  room: usize,
  lineIntegrals: usize,
  starved: usize,
  views: i32,
  channels: i32,
  firstView: i32,
  seed: i32,
  photons: f32,
  photonsInverse: f32,
  electronicNoise: f32,
  neighbourShare: f32,
  scatterScale: f32,
  leastReading: f32,
  deadReading: f32,
  outputScale: f32,
): void {
  const rowBytes = (<usize>channels) << 2;
  const paddedChannels = (channels + 3) & ~3;
  const words = room;
  // One view, between two more channels at its ends.
  const row = room + 48;
  const least = f32x4.splat(leastReading);
  const dead = f32x4.splat(deadReading);
  for (let view: i32 = 0; view < views; view++) {
    memory.copy(row, signals, rowBytes);
    v128.store(row + rowBytes, f32x4.splat(0));
    const scatter = f32x4.splat(scatterSteps(row, paddedChannels) * scatterScale);
    store<f32>(row - 4, load<f32>(row));
    store<f32>(row + rowBytes, load<f32>(row + rowBytes - 4));
    const viewNumber = i32x4.splat(firstView + view);
    let starvedInFour = i32x4.splat(0);
    for (let channel: i32 = 0; channel < channels; channel += 4) {
      const offset = (<usize>channel) << 2;
      const at = row + offset;
      const own = v128.load(at);
      const differences = f32x4.add(f32x4.sub(v128.load(at - 4), own), f32x4.sub(v128.load(at, 4), own));
      const leaked = f32x4.mul(f32x4.splat(neighbourShare), differences);
      const channelNumbers = i32x4.add(i32x4.splat(channel), i32x4(0, 1, 2, 3));
      let readings = f32x4.mul(v128.load(gains + offset), f32x4.add(f32x4.add(own, leaked), scatter));
      if (photons > 0) {
        philoxWords(channelNumbers, viewNumber, seed, READING_STREAM, words);
        readings = poissonQuantile(f32x4.mul(readings, f32x4.splat(photons)), v128.load(words), inverses);
        if (electronicNoise != 0) {
          const noise = f32x4.mul(f32x4.splat(electronicNoise), normalQuantile(v128.load(words, 16)));
          readings = f32x4.add(readings, noise);
        }
      }
      const isStarved = f32x4.lt(readings, least);
      const isChannel = i32x4.lt_s(channelNumbers, i32x4.splat(channels));
      starvedInFour = i32x4.sub(starvedInFour, v128.and(isStarved, isChannel));
      const isDead = f32x4.eq(v128.load(gains + offset), f32x4.splat(0));
      const counted = v128.bitselect(v128.bitselect(dead, least, isDead), readings, isStarved);
      const logarithms = naturalLog(f32x4.mul(counted, f32x4.splat(photonsInverse)));
      v128.store(lineIntegrals + offset, f32x4.mul(f32x4.neg(logarithms), f32x4.splat(outputScale)));
    }
    const pairs = i32x4.add(starvedInFour, v128.shuffle<i32>(starvedInFour, starvedInFour, 2, 3, 0, 1));
    store<i32>(starved, i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1));
    starved += 4;
    signals += rowBytes;
    lineIntegrals += rowBytes;
  }
}
