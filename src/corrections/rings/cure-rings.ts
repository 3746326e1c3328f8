import type { DeviceArray } from '../../compute/device.ts';
import type { Operators } from '../../operators/contract.ts';

/** A channel further than this from its neighbours is broken, and they are not compared with it. */
const BROKEN = 0.5;
/** No gain of a sound channel drifts further than this; what does is the object. */
const MOST_DRIFT = 0.1;
/** What a view counts at the most, pass by pass: wide at first to come close, then narrow so that edges count little. */
const MOST_DEVIATIONS: readonly number[] = Array.from({ length: 12 }, (_, pass) => 0.03 * 0.65 ** pass);

/**
 * Takes the rings out of a sinogram, in place. A channel whose gain is off reads too much or too little in every view,
 * which back-projection turns into a ring. An object does so in few: its edges wander over the channels. What a channel
 * has in most views beyond a smooth curve through its neighbours is therefore taken for the channel's own and away from
 * every view. The mean over the views would take edges for rings; a mean that counts none of them further than a bound
 * tends to the median as the bound falls (Huber, Ann. Math. Stat. 35:73, 1964, doi 10.1214/aoms/1177703732). What is as
 * round as a ring itself, such as the edge of a centred cylinder, is touched too.
 *
 * Reads some rows of channels back to the host.
 */
export async function cureRings<A extends DeviceArray>(operators: Operators<A>, sinogram: A): Promise<void> {
  const channels = sinogram.columns;
  const means = await operators.create(1, channels);
  let row: A | null = null;
  try {
    await operators.meanOverViews(sinogram, means);
    const broken = brokenChannels(await operators.read(means));
    row = await operators.upload(broken, 1, channels);
    const rings = Float32Array.from(broken);
    for (const most of MOST_DEVIATIONS) {
      await operators.meanDeviation(sinogram, row, most, means);
      const deviations = await operators.read(means);
      for (let channel = 0; channel < channels; channel++) rings[channel]! += deviations[channel]!;
      operators.release(row);
      row = null;
      row = await operators.upload(rings, 1, channels);
    }
    const drifts = rings.map((ring, channel) =>
      Math.abs(ring - broken[channel]!) > MOST_DRIFT ? broken[channel]! : ring,
    );
    operators.release(row);
    row = null;
    row = await operators.upload(drifts, 1, channels);
    await operators.subtractRow(sinogram, row);
  } finally {
    operators.release(means);
    if (row) operators.release(row);
  }
}

/** What broken channels read on average beyond the median of their neighbourhood; 0 for sound ones. */
export function brokenChannels(means: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(means, (mean, channel) => {
    const around = means.slice(Math.max(0, channel - 2), channel + 3).sort();
    const beyond = mean - around[around.length >> 1]!;
    return Math.abs(beyond) > BROKEN ? beyond : 0;
  });
}
