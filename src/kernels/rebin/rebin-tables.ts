import { channelRays, geometryOf, loweredScan, rayDistanceMm } from '../../geometry/scan.ts';
import { angleFromStartRad, isShortArc } from '../../geometry/view-arc.ts';
import type { RebinPlan } from './rebin-plan.ts';

/**
 * Where the lines of a parallel scan lie in a fan's sinogram. The line (θ, u) is the ray at fan angle γ = asin(u/D), and
 * from the other side the one at −γ for θ + π. Channel k measures lines of the angle θ in the view at β = θ + γ_k.
 * Positions are counted in views from the first one, in the direction that the source runs.
 */
export interface RebinTables {
  /** Position of the angle θ of each parallel view, 0 … viewsPerTurn, [parallel views]. */
  readonly direct: Float64Array;
  /** The same of θ + π. */
  readonly opposite: Float64Array;
  /** What the fan angle of each of the fan's channels adds to a position, [fan channels]. */
  readonly shift: Float64Array;
  /** Fan angle of each parallel channel in the direction that the source runs, in radians, [parallel channels]. */
  readonly fanAngleRad: Float64Array;
  /** The fan's channel that sees each parallel channel, fractional, [parallel channels]; from the other side, 2·axis − it. */
  readonly channel: Float64Array;
  readonly axisChannel: number;
  readonly viewsPerTurn: number;
  readonly stepRad: number;
  /** Γ of redundancy-weight.ts. */
  readonly halfExcessRad: number;
  readonly isShort: boolean;
}

/** Nothing is gained by fan angles near 90°, where a flat panel would have to be endless. */
const MOST_FLAT_RAD = 0.999 * (Math.PI / 2);

export function rebinTables({ scan, arc, parallel }: RebinPlan): RebinTables {
  const { arcRad } = arc;
  const radiusMm = geometryOf(scan).sourceRadiusMm(scan);
  const { shape, axisChannel, channelsPerUnit } = loweredScan(scan).detector;
  const direction = Math.sign(arcRad);
  const views = scan.anglesRad.length;
  const stepRad = Math.abs(arcRad) / views;
  const positions = (turnRad: number) =>
    parallel.anglesRad.map((angle) => angleFromStartRad(arc, angle + turnRad) / stepRad);
  const rays = channelRays(scan);
  const gammas = Float64Array.from({ length: parallel.channels }, (_, channel) => {
    const sine = rayDistanceMm(parallel, channel) / radiusMm;
    return Math.abs(sine) < 1 ? Math.asin(sine) : (Math.sign(sine) * Math.PI) / 2;
  });
  const along = (gamma: number) =>
    shape === 'arc' ? gamma : Math.tan(Math.max(-MOST_FLAT_RAD, Math.min(MOST_FLAT_RAD, gamma)));
  const isShort = isShortArc(arc);
  return {
    direct: positions(0),
    opposite: positions(Math.PI),
    shift: rays.fanAngleRad.map((gamma) => (direction * gamma) / stepRad),
    fanAngleRad: gammas.map((gamma) => direction * gamma),
    channel: gammas.map((gamma) => axisChannel + channelsPerUnit * along(gamma)),
    axisChannel,
    viewsPerTurn: (2 * Math.PI) / stepRad,
    stepRad,
    halfExcessRad: isShort ? (Math.abs(arcRad) - Math.PI) / 2 : Math.PI / 2,
    isShort,
  };
}
