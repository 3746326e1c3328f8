import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import { type DetectorPlan, detectorConstants, readingWords } from '../../physics/detector-plan.ts';
import { naturalLog } from '../../physics/exact-arithmetic.ts';
import { normalQuantile, poissonQuantile } from '../../physics/random-quantiles.ts';

const f = Math.fround;

export interface DetectArrays {
  /** 1 where nothing stands in the beam. */
  readonly signals: HostRows;
  /** As a part of the unattenuated signal, of all views, [views × 1]. */
  readonly scatter: HostRows;
  readonly lineIntegrals: HostRows;
  /** Channels of each row that were left with less than the least reading, [rows × 1]. */
  readonly starved: HostRows;
}

/**
 * Line integrals as a detector gives them, [views · detector rows, channels]; `planDetector` says by which model. Every operation is rounded to float32, so
 * that the GPU gives the same bits.
 *
 * @param firstRow the number of the first of these rows in its scan, which its noise depends on
 */
export function plain(
  plan: DetectorPlan,
  { signals, scatter, lineIntegrals: { data: lineIntegrals }, starved: { data: starved } }: DetectArrays,
  { from: firstRow }: ViewRange,
): void {
  const { channels, rows, gains, seed } = plan;
  const constants = detectorConstants(plan);
  const { photons, photonsInverse, electronicNoise, neighbourShare, leastReading, deadReading, outputScale } =
    constants;
  const words = new Uint32Array(4);
  for (let i = 0; i < signals.rows; i++) {
    const row = signals.data.subarray(i * channels, (i + 1) * channels);
    const view = Math.floor((firstRow + i) / rows);
    const firstPixel = ((firstRow + i) % rows) * channels;
    const scattered = scatter.data[view]!;
    for (let channel = 0; channel < channels; channel++) {
      const own = row[channel]!;
      const left = row[Math.max(0, channel - 1)]!;
      const right = row[Math.min(channels - 1, channel + 1)]!;
      const leaked = f(neighbourShare * f(f(left - own) + f(right - own)));
      const gain = gains[firstPixel + channel]!;
      const signal = f(gain * f(f(own + leaked) + scattered));
      let reading = signal;
      if (photons > 0) {
        readingWords(words, seed, view, firstPixel + channel);
        const count = poissonQuantile(f(signal * photons), words[0]!);
        reading = f(count + f(electronicNoise * normalQuantile(words[1]!)));
      }
      if (reading < leastReading) {
        starved[i]!++;
        reading = gain === 0 ? deadReading : leastReading;
      }
      lineIntegrals[i * channels + channel] = f(-naturalLog(f(reading * photonsInverse)) * outputScale);
    }
  }
}
