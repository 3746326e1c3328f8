import { type ChannelRays, type PointMm, type RayEnds, turnedPoint } from '../geometry.ts';
import { type LoweredScan, loweredRow, turnedMatrices } from '../lowered-scan.ts';
import { fanRamp } from './fan-readings.ts';
import { channelsPerUnit, fanAngleRad, halfFanAngleRad, isocenterSpacingMm, type TurningFan } from './fan-scan.ts';

const TURN = 2 * Math.PI;

const rayDistanceMm = (scan: TurningFan, channel: number) =>
  scan.sourceToIsocenterMm * Math.sin(fanAngleRad(scan, channel));

/** What a spec of a geometry says of a fan that turns about the axis. Every ray is one of the plane that its source turns in. */
export const turningFan = {
  periodRad: TURN,
  fanAngleRad,
  rayDistanceMm,
  channelRays(scan: TurningFan): ChannelRays {
    const shiftMm = scan.sourceShiftMm;
    return shiftMm
      ? raysOf(scan, (channel) => shiftedRay(scan, shiftMm, channel))
      : raysOf(scan, (channel) => ({
          fanAngleRad: fanAngleRad(scan, channel),
          distanceMm: rayDistanceMm(scan, channel),
        }));
  },
  halfFanAngleRad,
  isocenterSpacingMm,
  sourceRadiusMm: ({ sourceToIsocenterMm }: TurningFan) => sourceToIsocenterMm,
  direction: ({ arc }: TurningFan) => Math.sign(arc.arcRad),
  coveredArcRad: ({ arc }: TurningFan) => Math.min(TURN, Math.abs(arc.arcRad)),
  withSourceShift: <S extends TurningFan>(scan: S, sourceShiftMm: number): S => ({ ...scan, sourceShiftMm }),
  ramp: fanRamp,
  rayEnds(scan: TurningFan, view: number, channel: number): RayEnds {
    const angleRad = scan.anglesRad[view]!;
    const gammaRad = fanAngleRad(scan, channel);
    const length = scan.sourceToDetectorMm;
    const source = -scan.sourceToIsocenterMm;
    const to: PointMm =
      scan.detector === 'arc'
        ? turnedPoint(angleRad, length * Math.sin(gammaRad), source + length * Math.cos(gammaRad))
        : turnedPoint(angleRad, length * Math.tan(gammaRad), source + length);
    return { from: turnedPoint(angleRad, 0, source), to };
  },
  // A source beside its place is a matter of scanning: it is back-projected as if it stood there.
  lower: (scan: TurningFan): LoweredScan => ({
    matrices: turnedMatrices(scan.anglesRad, scan.sourceToIsocenterMm),
    viewWeights: scan.viewWeightsRad,
    detector: loweredRow(scan, scan.detector, channelsPerUnit(scan)),
    unitMm: 1,
    diverges: true,
    // Of an arc 1/L² is written with the distance in mm.
    weightDistance: scan.detector === 'arc' ? 1 : scan.sourceToIsocenterMm,
    turnsRad: scan.anglesRad,
    ...(scan.sourceShiftMm && {
      aside: { shiftMm: scan.sourceShiftMm, detectorDistanceMm: scan.sourceToDetectorMm },
    }),
  }),
  detectorRadiusMm: ({ detector, sourceToDetectorMm }: TurningFan) => (detector === 'arc' ? sourceToDetectorMm : null),
};

function raysOf(
  { channels }: TurningFan,
  ray: (channel: number) => { readonly fanAngleRad: number; readonly distanceMm: number },
): ChannelRays {
  const rays = { fanAngleRad: new Float64Array(channels), distanceMm: new Float64Array(channels) };
  for (let channel = 0; channel < channels; channel++) {
    const { fanAngleRad: angle, distanceMm } = ray(channel);
    rays.fanAngleRad[channel] = angle;
    rays.distanceMm[channel] = distanceMm;
  }
  return rays;
}

/**
 * The ray from a source at (shift, −D) to a channel's place, for the view β = 0: its direction is (sinγ′, cosγ′), and its
 * distance from the axis is shift·cosγ′ + D·sinγ′.
 */
function shiftedRay(scan: TurningFan, shiftMm: number, channel: number) {
  const { detector, sourceToIsocenterMm, sourceToDetectorMm } = scan;
  const angle = fanAngleRad(scan, channel);
  const reachMm = detector === 'arc' ? sourceToDetectorMm : sourceToDetectorMm / Math.cos(angle);
  const shifted = Math.atan2(reachMm * Math.sin(angle) - shiftMm, reachMm * Math.cos(angle));
  return {
    fanAngleRad: shifted,
    distanceMm: shiftMm * Math.cos(shifted) + sourceToIsocenterMm * Math.sin(shifted),
  };
}
