import type { DeviceArray, Operators } from '../../operators/contract.ts';

/** Channels to each side that say what a channel should read. */
const NEIGHBOURS = 6;
/** A channel further than this from its neighbours is broken, and they are not held against it. */
const BROKEN = 0.5;
/** No gain of a sound channel drifts further than this; what does is the object. */
const MOST_DRIFT = 0.1;

/**
 * Takes the rings out of a sinogram, in place. A channel whose gain is off reads too much or too little in every view,
 * which back-projection turns into a ring. An object seldom does so: averaged over all views it is smooth along the
 * channels. What the mean over the views has beyond a smooth curve is therefore taken for the channel's own
 * and away from every view (after Boin & Haibel, Opt. Express 14:12071, 2006, doi 10.1364/OE.14.012071, who divide by
 * a smoothed mean; for line integrals, whose gains add up, it is a difference). What is as round as a ring itself, such as
 * the edge of a centred cylinder, is touched too.
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

/**
 * What each channel's mean has beyond the parabola that fits it and its neighbours best (Savitzky & Golay, Anal. Chem.
 * 36:1627, 1964, doi 10.1021/ac60214a047).
 */
export function ringsOf(means: Float32Array): Float32Array<ArrayBuffer> {
  const sound = means.map((mean, channel) => {
    const around = means.slice(Math.max(0, channel - 2), channel + 3).sort();
    const median = around[around.length >> 1]!;
    return Math.abs(mean - median) > BROKEN ? median : mean;
  });
  return Float32Array.from(means, (mean, channel) => {
    // As many to each side, up to the detector's ends.
    const reach = Math.min(NEIGHBOURS, channel, means.length - 1 - channel);
    if (reach < 2) return 0;
    const scale = (2 * reach - 1) * (2 * reach + 1) * (2 * reach + 3);
    let smooth = 0;
    for (let k = -reach; k <= reach; k++) {
      smooth += ((9 * reach ** 2 + 9 * reach - 3 - 15 * k ** 2) / scale) * sound[channel + k]!;
    }
    const beyond = mean - smooth;
    return Math.abs(beyond) > MOST_DRIFT && sound[channel] === mean ? 0 : beyond;
  });
}
