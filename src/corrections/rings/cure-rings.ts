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
 * round as a ring itself, such as the edge of a centred cylinder, is touched too. Of a detector with several rows each
 * pixel has a gain of its own, and is compared with its neighbours in the row.
 *
 * Reads what each pixel has back to the host, pass by pass.
 *
 * @param sinogram [views · detector rows, channels]
 * @param given what each pixel of the detector reads in the mean, [detector rows × channels]
 */
export async function cureRings<A extends DeviceArray>(
  operators: Operators<A>,
  sinogram: A,
  detectorRows: number,
  given: Float32Array,
): Promise<void> {
  const channels = sinogram.columns;
  const means = await operators.create(detectorRows, channels);
  let row: A | null = null;
  try {
    const broken = brokenPixels(given, channels);
    row = await operators.upload(broken, detectorRows, channels);
    const rings = Float32Array.from(broken);
    for (const most of MOST_DEVIATIONS) {
      await operators.meanDeviation(sinogram, row, most, means);
      const deviations = await operators.read(means);
      for (let pixel = 0; pixel < rings.length; pixel++) rings[pixel]! += deviations[pixel]!;
      operators.release(row);
      row = null;
      row = await operators.upload(rings, detectorRows, channels);
    }
    const drifts = rings.map((ring, pixel) => (Math.abs(ring - broken[pixel]!) > MOST_DRIFT ? broken[pixel]! : ring));
    operators.release(row);
    row = null;
    row = await operators.upload(drifts, detectorRows, channels);
    await operators.subtractRow(sinogram, row);
  } finally {
    operators.release(means);
    if (row) operators.release(row);
  }
}

/** What broken channels of each row read on average beyond the median of their neighbourhood; 0 for sound ones. */
export function brokenPixels(means: Float32Array, channels: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(means, (mean, pixel) => {
    const channel = pixel % channels;
    const around = means.slice(pixel - Math.min(2, channel), pixel + Math.min(2, channels - 1 - channel) + 1).sort();
    const beyond = mean - around[around.length >> 1]!;
    return Math.abs(beyond) > BROKEN ? beyond : 0;
  });
}
