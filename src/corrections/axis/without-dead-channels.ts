/** A channel that varies by less than this part of what channels usually vary by reads the same whatever stands before it. */
const CONSTANT = 1e-3;

/**
 * The readings with those of dead channels, which read one value in all views, replaced by what lies on a straight line
 * between the next channels that are alive. Rows of channels at the detector's ends stay: air reads one value too.
 *
 * @param sinogram [views × channels]
 * @returns the array itself where no channel is dead
 */
export function withoutDeadChannels(sinogram: Float32Array, channels: number): Float32Array {
  const isDead = constantChannels(sinogram, channels);
  const first = isDead.indexOf(false);
  const last = isDead.lastIndexOf(false);
  if (first < 0 || !isDead.slice(first, last).includes(true)) return sinogram;
  const mended = sinogram.slice();
  for (let channel = first + 1; channel < last; channel++) {
    if (!isDead[channel]) continue;
    const before = isDead.lastIndexOf(false, channel);
    const after = isDead.indexOf(false, channel);
    const part = (channel - before) / (after - before);
    for (let row = 0; row < mended.length; row += channels) {
      mended[row + channel] = (1 - part) * sinogram[row + before]! + part * sinogram[row + after]!;
    }
  }
  return mended;
}

function constantChannels(sinogram: Float32Array, channels: number): boolean[] {
  const least = new Float32Array(channels).fill(Number.POSITIVE_INFINITY);
  const most = new Float32Array(channels).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < sinogram.length; row += channels) {
    for (let channel = 0; channel < channels; channel++) {
      const value = sinogram[row + channel]!;
      if (value < least[channel]!) least[channel] = value;
      if (value > most[channel]!) most[channel] = value;
    }
  }
  const ranges = most.map((value, channel) => value - least[channel]!);
  const usual = ranges.slice().sort()[channels >> 1]!;
  return Array.from(ranges, (range) => range <= CONSTANT * usual);
}
