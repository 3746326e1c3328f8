import type { DeviceArray, Operators } from '../../operators/contract.ts';

/** Channels to each side that say what a channel should read. */
const NEIGHBOURS = 4;

/**
 * Takes the rings out of a sinogram, in place. A channel whose gain is off reads too much or too little in every view,
 * which back-projection turns into a ring. An object seldom does so: averaged over all views it is smooth along the
 * channels. What the mean over the views has beyond the median of its neighbours is therefore taken for the channel's own
 * and away from every view (after Boin & Haibel, Opt. Express 14:12071, 2006, doi 10.1364/OE.14.012071, who divide by
 * a smoothed mean; for line integrals, whose gains add up, it is a difference).
 *
 * Reads one row of channels back to the host.
 */
export async function cureRings<A extends DeviceArray>(operators: Operators<A>, sinogram: A): Promise<void> {
  const means = await operators.create(1, sinogram.columns);
  let rings: A | null = null;
  try {
    await operators.meanOverViews(sinogram, means);
    rings = await operators.upload(ringsOf(await operators.read(means)), 1, sinogram.columns);
    await operators.subtractRow(sinogram, rings);
  } finally {
    operators.release(means);
    if (rings) operators.release(rings);
  }
}

/** What each channel's mean has beyond the median of it and its neighbours. */
export function ringsOf(means: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(means, (mean, channel) => {
    // As many to each side, so that a slope is left alone up to the detector's ends.
    const reach = Math.min(NEIGHBOURS, channel, means.length - 1 - channel);
    const around = means.slice(channel - reach, channel + reach + 1).sort();
    return mean - around[reach]!;
  });
}
