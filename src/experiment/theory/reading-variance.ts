import type { Scan } from '../../geometry/scan.ts';
import { channelSeeing } from '../../geometry/scan-points.ts';
import type { PlanePoint } from '../../measure/plane.ts';

/** What counted the photons of a scan. */
export interface Counting {
  /** In the open beam, for each reading. */
  readonly photons: number;
  /** RMS of the electronics’ noise, in photons. */
  readonly electronicNoise: number;
  /** c in I/I₀ = e^(−c·p). */
  readonly signalFactor: number;
}

/**
 * Variance of the line integrals that see some places, on the mean over places and views: of n counted photons it is
 * (1/n + e²/n²)/c² with the electronics’ noise e, since p = −ln(n/n₀)/c.
 *
 * @param readings line integrals as the detector gave them, [views × channels]
 * @param places in mm
 * @returns `null` where no ray sees the places
 */
export function readingVariance(
  scan: Scan,
  readings: ArrayLike<number>,
  { photons, electronicNoise, signalFactor }: Counting,
  places: readonly PlanePoint[],
): number | null {
  let sum = 0;
  let count = 0;
  for (let view = 0; view < scan.anglesRad.length; view++) {
    for (const { x, y } of places) {
      const channel = Math.round(channelSeeing(scan, view, { xMm: x, yMm: y }));
      if (channel < 0 || channel >= scan.channels) continue;
      const counted = photons * Math.exp(-signalFactor * readings[view * scan.channels + channel]!);
      sum += 1 / counted + (electronicNoise / counted) ** 2;
      count++;
    }
  }
  return count === 0 ? null : sum / count / signalFactor ** 2;
}
