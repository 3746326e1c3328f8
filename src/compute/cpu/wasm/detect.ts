// Line integrals as a detector gives them (AssemblyScript), four channels at a time: scatter, crosstalk, gain, counting,
// electronic noise, logarithm, in the order and with the roundings of src/kernels/detect/plain.ts, so that the bits are
// the same. The model and its sources stand in src/physics/detector-plan.ts.

import { naturalLog } from './exact-arithmetic';
import { philoxWords } from './philox';
import { normalQuantile, poissonQuantile } from './random-quantiles';

/** The key's second word for the noise of readings. */
const READING_STREAM: i32 = 0;

/**
 * @param signals f32[rows × channels]
 * @param gains f32[detectorRows × channels, and up to 3 more]
 * @param scatter f32[views], of all views, as a part of the unattenuated signal
 * @param inverses f32[]: 1/k from k = 0 on, for counts of means below 64
 * @param room for f32[channels + 8] and 32 bytes more
 * @param lineIntegrals f32[rows × channels, and 3 more]
 * @param starved i32[rows]: channels left with less than the least reading
 * @param firstRow the number of the first row in its scan, detectorRows to a view
 * @param seed of the noise
 * @param photons of an unattenuated reading, 0: no noise
 */
export function detect(
  signals: usize,
  gains: usize,
  scatter: usize,
  inverses: usize,
  room: usize,
  lineIntegrals: usize,
  starved: usize,
  rows: i32,
  channels: i32,
  detectorRows: i32,
  firstRow: i32,
  seed: i32,
  photons: f32,
  photonsInverse: f32,
  electronicNoise: f32,
  neighbourShare: f32,
  leastReading: f32,
  deadReading: f32,
  outputScale: f32,
): void {
  const rowBytes = (<usize>channels) << 2;
  const words = room;
  // One row, between two more channels at its ends.
  const row = room + 48;
  const least = f32x4.splat(leastReading);
  const dead = f32x4.splat(deadReading);
  for (let i: i32 = 0; i < rows; i++) {
    const view = (firstRow + i) / detectorRows;
    const detectorRow = (firstRow + i) % detectorRows;
    const gainsOfRow = gains + (<usize>detectorRow) * rowBytes;
    memory.copy(row, signals, rowBytes);
    v128.store(row + rowBytes, f32x4.splat(0));
    const scattered = f32x4.splat(load<f32>(scatter + ((<usize>view) << 2)));
    store<f32>(row - 4, load<f32>(row));
    store<f32>(row + rowBytes, load<f32>(row + rowBytes - 4));
    const viewNumber = i32x4.splat(view);
    let starvedInFour = i32x4.splat(0);
    for (let channel: i32 = 0; channel < channels; channel += 4) {
      const offset = (<usize>channel) << 2;
      const at = row + offset;
      const own = v128.load(at);
      const differences = f32x4.add(f32x4.sub(v128.load(at - 4), own), f32x4.sub(v128.load(at, 4), own));
      const leaked = f32x4.mul(f32x4.splat(neighbourShare), differences);
      const channelNumbers = i32x4.add(i32x4.splat(channel), i32x4(0, 1, 2, 3));
      let readings = f32x4.mul(v128.load(gainsOfRow + offset), f32x4.add(f32x4.add(own, leaked), scattered));
      if (photons > 0) {
        philoxWords(i32x4.add(i32x4.splat(detectorRow * channels), channelNumbers), viewNumber, seed, READING_STREAM, words);
        readings = poissonQuantile(f32x4.mul(readings, f32x4.splat(photons)), v128.load(words), inverses);
        if (electronicNoise != 0) {
          const noise = f32x4.mul(f32x4.splat(electronicNoise), normalQuantile(v128.load(words, 16)));
          readings = f32x4.add(readings, noise);
        }
      }
      const isStarved = f32x4.lt(readings, least);
      const isChannel = i32x4.lt_s(channelNumbers, i32x4.splat(channels));
      starvedInFour = i32x4.sub(starvedInFour, v128.and(isStarved, isChannel));
      const isDead = f32x4.eq(v128.load(gainsOfRow + offset), f32x4.splat(0));
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
