import { axisChannel, channelCentreMm } from '../geometry/detector.ts';
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
export function readingAt(sinogram: ReadSinogram, { viewDeg, uMm }: ReadingPlace): number | null {
  const { scan } = sinogram;
  const view = viewAt(sinogram, viewDeg);
  const channel = uMm / scan.channelSpacingMm + axisChannel(scan);
  if (view === null || channel < 0 || channel > scan.channels - 1) return null;
  const left = Math.min(Math.floor(channel), scan.channels - 2);
  const [low, high] = [view[left]!, view[left + 1]!];
  return low + (channel - left) * (high - low);
}

/** Where on the detector the largest reading of the nearest view stands, u in mm; `null` likewise. */
export function brightestMm(sinogram: ReadSinogram, viewDeg: number): number | null {
  const view = viewAt(sinogram, viewDeg);
  return view && channelCentreMm(sinogram.scan, view.indexOf(Math.max(...view)));
}

/** The readings of the view that is nearest to an angle, [channels]. */
function viewAt({ scan: { anglesRad, channels }, values }: ReadSinogram, viewDeg: number): Float32Array | null {
  const offRad = Array.from(anglesRad, (angleRad) => Math.abs(angleRad - (viewDeg * Math.PI) / 180));
  const view = offRad.indexOf(Math.min(...offRad));
  const stepRad = anglesRad.length > 1 ? Math.abs(anglesRad[1]! - anglesRad[0]!) : Number.POSITIVE_INFINITY;
  return offRad[view]! > stepRad ? null : values.subarray(view * channels, (view + 1) * channels);
}
