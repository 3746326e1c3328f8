import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { type DetectorPlan, detectorConstants, readingWords, SCATTER_STEPS } from '../../physics/detector-plan.ts';
import { naturalLog } from '../../physics/exact-arithmetic.ts';
import { normalQuantile, poissonQuantile } from '../../physics/random-quantiles.ts';

const f = Math.fround;

export interface DetectArrays {
  /** 1 where nothing stands in the beam. */
  readonly signals: HostRows;
  readonly lineIntegrals: HostRows;
  /** Channels of each view that were left with less than the least reading, [views × 1]. */
  readonly starved: HostRows;
}

/**
 * Line integrals as a detector gives them; `planDetector` says by which model. Every operation is rounded to float32, so
 * that the GPU gives the same bits.
 *
 * @param firstView the number of the first of these views in its scan, which its noise depends on
 */
export function plain(
  plan: DetectorPlan,
  { signals, lineIntegrals: { data: lineIntegrals }, starved: { data: starved } }: DetectArrays,
  { from: firstView }: ViewRange,
): void {
  const { channels, gains, seed } = plan;
  const constants = detectorConstants(plan);
  const { photons, photonsInverse, electronicNoise, neighbourShare, leastReading, deadReading, outputScale } =
    constants;
  const words = new Uint32Array(4);
  for (let view = 0; view < signals.rows; view++) {
    const row = signals.data.subarray(view * channels, (view + 1) * channels);
    const scatter = f(scatterSteps(row) * constants.scatterScale);
    for (let channel = 0; channel < channels; channel++) {
      const own = row[channel]!;
      const left = row[Math.max(0, channel - 1)]!;
      const right = row[Math.min(channels - 1, channel + 1)]!;
      const leaked = f(neighbourShare * f(f(left - own) + f(right - own)));
      const signal = f(gains[channel]! * f(f(own + leaked) + scatter));
      let reading = signal;
      if (photons > 0) {
        readingWords(words, seed, firstView + view, channel);
        const count = poissonQuantile(f(signal * photons), words[0]!);
        reading = f(count + f(electronicNoise * normalQuantile(words[1]!)));
      }
      if (reading < leastReading) {
        starved[view]!++;
        reading = gains[channel] === 0 ? deadReading : leastReading;
      }
      lineIntegrals[view * channels + channel] = f(-naturalLog(f(reading * photonsInverse)) * outputScale);
    }
  }
}

/** Σ s·(1 − s) over a view in whole steps, the sum rounded to float32 from its two halves. */
function scatterSteps(row: Float32Array): number {
  let steps = 0;
  for (const signal of row) {
    const primary = Math.min(1, signal);
    steps += Math.floor(f(f(f(primary * f(1 - primary)) * SCATTER_STEPS) + 0.5));
  }
  return f(Math.floor(steps / 65_536) * 65_536 + (steps % 65_536));
}
