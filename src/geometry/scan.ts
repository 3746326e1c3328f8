import { type FanScan, fanAngleRad } from './fan-scan.ts';
import { channelCentreMm, type ParallelScan } from './parallel-scan.ts';

/**
 * Any scan. In all of them the ray of view β and channel k is the parallel ray θ = β − γ_k at the distance u_k from the
 * axis, the line x·cosθ + y·sinθ = u; see {@link channelRays}.
 */
export type Scan = ParallelScan | FanScan;

/** Where the channels of a scan look, the same in every view. */
export interface ChannelRays {
  /** γ of each channel in radians, [channels]; 0 for parallel rays. */
  readonly fanAngleRad: Float64Array;
  /** Distance u of each channel's ray from the axis in mm, with its sign, [channels]. */
  readonly distanceMm: Float64Array;
}

/** The rays of a scan's channels: scanning is written over these alone, for every geometry. */
export function channelRays(scan: Scan): ChannelRays {
  const rays = { fanAngleRad: new Float64Array(scan.channels), distanceMm: new Float64Array(scan.channels) };
  for (let channel = 0; channel < scan.channels; channel++) {
    if (scan.geometry === 'fan' && scan.sourceShiftMm) {
      const ray = shiftedRay(scan, scan.sourceShiftMm, channel);
      rays.fanAngleRad[channel] = ray.fanAngleRad;
      rays.distanceMm[channel] = ray.distanceMm;
      continue;
    }
    rays.fanAngleRad[channel] = scan.geometry === 'fan' ? fanAngleRad(scan, channel) : 0;
    rays.distanceMm[channel] = rayDistanceMm(scan, channel);
  }
  return rays;
}

/**
 * The ray from a source at (shift, −D) to a channel's place, for the view β = 0: its direction is (sinγ′, cosγ′), and its
 * distance from the axis is shift·cosγ′ + D·sinγ′.
 */
function shiftedRay(scan: FanScan, shiftMm: number, channel: number) {
  const { detector, sourceToIsocenterMm, sourceToDetectorMm } = scan;
  const angle = fanAngleRad(scan, channel);
  const reachMm = detector === 'arc' ? sourceToDetectorMm : sourceToDetectorMm / Math.cos(angle);
  const shifted = Math.atan2(reachMm * Math.sin(angle) - shiftMm, reachMm * Math.cos(angle));
  return {
    fanAngleRad: shifted,
    distanceMm: shiftMm * Math.cos(shifted) + sourceToIsocenterMm * Math.sin(shifted),
  };
}

/** Distance of a channel's ray from the axis in mm, with its sign; fractional channels are allowed. */
export function rayDistanceMm(scan: Scan, channel: number): number {
  if (scan.geometry === 'parallel') return channelCentreMm(scan, channel);
  return scan.sourceToIsocenterMm * Math.sin(fanAngleRad(scan, channel));
}

/** The largest radius in mm about the axis that every view sees whole: the field of view. */
export function fieldOfViewRadiusMm(scan: Scan): number {
  return Math.max(0, Math.min(-rayDistanceMm(scan, 0), rayDistanceMm(scan, scan.channels - 1)));
}

/**
 * The radius in mm about the axis that no ray of any view passes outside of, views being interpolated linearly and 0
 * from one channel beyond the last one on.
 */
export function detectorReachMm(scan: Scan): number {
  return Math.max(Math.abs(rayDistanceMm(scan, -1)), Math.abs(rayDistanceMm(scan, scan.channels)));
}
