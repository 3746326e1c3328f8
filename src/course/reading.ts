import { axisChannel } from '../geometry/detector.ts';
import type { Scan } from '../geometry/scan.ts';

/** A sinogram on the host. */
export interface ReadSinogram {
  readonly scan: Pick<Scan, 'anglesRad' | 'channels' | 'channelSpacingMm' | 'offset'>;
  /** [views × channels]. */
  readonly values: Float32Array;
}

/** A place in a sinogram, as its axes name it. */
export interface ReadingPlace {
  readonly viewDeg: number;
  readonly uMm: number;
}

/**
 * What stands in a sinogram at a place: in the nearest view, interpolated between its channels; `null` beyond the detector,
 * and where no view is nearer than one view is to the next.
 */
export function readingAt({ scan, values }: ReadSinogram, { viewDeg, uMm }: ReadingPlace): number | null {
  const { anglesRad, channels } = scan;
  const offRad = Array.from(anglesRad, (angleRad) => Math.abs(angleRad - (viewDeg * Math.PI) / 180));
  const view = offRad.indexOf(Math.min(...offRad));
  const stepRad = anglesRad.length > 1 ? Math.abs(anglesRad[1]! - anglesRad[0]!) : Number.POSITIVE_INFINITY;
  const channel = uMm / scan.channelSpacingMm + axisChannel(scan);
  if (offRad[view]! > stepRad || channel < 0 || channel > channels - 1) return null;
  const left = Math.min(Math.floor(channel), channels - 2);
  const [low, high] = [values[view * channels + left]!, values[view * channels + left + 1]!];
  return low + (channel - left) * (high - low);
}
