import { evenArcOf } from './even-angles.ts';
import { type FanScan, fanAngleRad } from './fan-scan.ts';
import { directionWeightsRad, measuredDirections } from './measured-directions.ts';
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

/** The part of the circle that the views stand for, in radians, each with its own step; parallel rays see half a turn at most. */
export function coveredArcRad(scan: Scan): number {
  if (scan.geometry === 'fan') return Math.min(TURN, Math.abs(scan.arc.arcRad));
  return scan.viewWeightsRad.reduce((sum, weight) => sum + weight, 0);
}

const TURN = 2 * Math.PI;
/** Steps about as wide as each other: those of golden order differ by less. */
const WIDEST_OF_USUAL_STEP = 3;
/** A gap that leaves nothing out, however narrow the steps. */
const NARROW_RAD = 5 * (Math.PI / 180);

/**
 * Whether the views stand all over a whole turn, in any order, so that every line is seen from both of its sides. The
 * steps may be uneven, and views may share a direction: what each counts for is `scatteredViewWeights(anglesRad, 2π)`.
 */
export function coversWholeTurn({ anglesRad }: Scan): boolean {
  const even = evenArcOf(anglesRad);
  if (even && Math.abs(even.arcRad) < TURN - 1e-9) return false;
  const { gapsRad, isOpen } = measuredDirections(anglesRad, TURN, even === null);
  if (gapsRad.length < 3 || isOpen.includes(true)) return false;
  // Weighted by their own width: some views close together say nothing about the steps.
  const usual = gapsRad.reduce((sum, gap) => sum + gap * gap, 0) / TURN;
  return Math.max(...gapsRad) <= Math.max(WIDEST_OF_USUAL_STEP * usual, NARROW_RAD);
}

/**
 * The part of a whole turn that the views stand for, in radians, up to 2π. Parallel views half a turn apart count as two,
 * though they see the same lines, for a detector that stands to one side sees other parts of these.
 */
export function turnCoveredRad({ anglesRad }: Pick<Scan, 'anglesRad'>): number {
  const even = evenArcOf(anglesRad);
  if (even) return Math.min(TURN, Math.abs(even.arcRad));
  const widths = directionWeightsRad(measuredDirections(anglesRad, TURN));
  return widths.reduce((sum, width) => sum + width, 0);
}

/** The same scan with a longer detector; every channel that was there stays where it was. */
export function withMoreChannels<S extends Scan>(scan: S, before: number, after: number): S {
  return { ...scan, channels: scan.channels + before + after, offset: scan.offset + (before - after) / 2 };
}
