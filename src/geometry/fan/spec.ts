import { type ChannelRays, type Geometry, turnedPoint } from '../geometry.ts';
import { loweredRow, turnedMatrices } from '../lowered-scan.ts';
import { isShortArc } from '../view-arc.ts';
import { fanRamp, fanReadingWeights } from './fan-readings.ts';
import {
  channelsPerUnit,
  type FanScan,
  fanAngleRad,
  fanArcScan,
  halfFanAngleRad,
  isocenterSpacingMm,
} from './fan-scan.ts';
import { type FanScanSettings, fanSettings } from './fan-settings.ts';
import { withMissingViews } from './missing-views.ts';

const TURN = 2 * Math.PI;

/** Rays from a point to an arc or a flat panel: a whole turn sees every line from both sides. */
export const fan: Geometry<FanScan, FanScanSettings> = {
  name: 'fan',
  settings: fanSettings,
  source: { distances: (settings) => settings },
  periodRad: TURN,
  fanAngleRad,
  rayDistanceMm: (scan, channel) => scan.sourceToIsocenterMm * Math.sin(fanAngleRad(scan, channel)),
  channelRays(scan) {
    const shiftMm = scan.sourceShiftMm;
    return shiftMm
      ? raysOf(scan, (channel) => shiftedRay(scan, shiftMm, channel))
      : raysOf(scan, (channel) => ({
          fanAngleRad: fanAngleRad(scan, channel),
          distanceMm: fan.rayDistanceMm(scan, channel),
        }));
  },
  halfFanAngleRad,
  isocenterSpacingMm,
  sourceRadiusMm: ({ sourceToIsocenterMm }) => sourceToIsocenterMm,
  direction: ({ arc }) => Math.sign(arc.arcRad),
  coveredArcRad: ({ arc }) => Math.min(TURN, Math.abs(arc.arcRad)),
  withSourceShift: (scan, sourceShiftMm) => ({ ...scan, sourceShiftMm }),
  withMissingViews,
  weighting: { weights: fanReadingWeights },
  ramp: fanRamp,
  rebinning: { arc: ({ arc }) => arc, overArc: (scan, arc) => fanArcScan(arc, scan) },
  rayEnds(scan, view, channel) {
    const angleRad = scan.anglesRad[view]!;
    const gammaRad = fanAngleRad(scan, channel);
    const length = scan.sourceToDetectorMm;
    const source = -scan.sourceToIsocenterMm;
    const to =
      scan.detector === 'arc'
        ? turnedPoint(angleRad, length * Math.sin(gammaRad), source + length * Math.cos(gammaRad))
        : turnedPoint(angleRad, length * Math.tan(gammaRad), source + length);
    return { from: turnedPoint(angleRad, 0, source), to };
  },
  // A source beside its place is a matter of scanning: it is back-projected as if it stood there.
  lower: (scan) => ({
    matrices: turnedMatrices(scan.anglesRad, scan.sourceToIsocenterMm),
    viewWeights: scan.viewWeightsRad,
    detector: loweredRow(scan, scan.detector, channelsPerUnit(scan)),
    unitMm: 1,
    diverges: true,
    // Of an arc 1/L² is written with the distance in mm.
    weightDistance: scan.detector === 'arc' ? 1 : scan.sourceToIsocenterMm,
    turnsRad: scan.anglesRad,
  }),
  detectorRadiusMm: ({ detector, sourceToDetectorMm }) => (detector === 'arc' ? sourceToDetectorMm : null),
  words: {
    noun: 'fan',
    rays: 'rays of a fan',
    whyNotRebinned: null,
    opening: 'the fan’s angle',
    ruleOfViews: 'as far apart at the object’s edge as channels are',
  },
  describe: (scan) => `Fan beam, ${scan.detector} detector, ${isShortArc(scan.arc) ? 'short' : 'full'} scan`,
};

function raysOf(
  { channels }: FanScan,
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
