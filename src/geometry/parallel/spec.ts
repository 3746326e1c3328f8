import { channelCentreMm } from '../detector.ts';
import { type Geometry, turnedPoint } from '../geometry.ts';
import { loweredRow, turnedMatrices } from '../lowered-scan.ts';
import type { ParallelScan } from './parallel-scan.ts';
import { type ParallelScanSettings, parallelSettings } from './parallel-settings.ts';

/** Rays side by side: each view is one direction, and half a turn sees every line. */
export const parallel: Geometry<ParallelScan, ParallelScanSettings> = {
  name: 'parallel',
  settings: parallelSettings,
  makesVolumes: false,
  source: null,
  periodRad: Math.PI,
  fanAngleRad: () => 0,
  rayDistanceMm: channelCentreMm,
  channelRays(scan) {
    return {
      fanAngleRad: new Float64Array(scan.channels),
      distanceMm: Float64Array.from({ length: scan.channels }, (_, channel) => channelCentreMm(scan, channel)),
    };
  },
  halfFanAngleRad: () => 0,
  isocenterSpacingMm: ({ channelSpacingMm }) => channelSpacingMm,
  sourceRadiusMm: () => Number.POSITIVE_INFINITY,
  direction: () => 1,
  coveredArcRad: ({ viewWeightsRad }) => viewWeightsRad.reduce((sum, weight) => sum + weight, 0),
  withSourceShift: (scan) => scan,
  withMissingViews: (scan) => scan,
  weighting: null,
  ramp: ({ channelSpacingMm }) => ({ step: channelSpacingMm, factor: 1, arcStepRad: 0 }),
  rebinning: null,
  rayEnds(scan, view, channel, reachMm) {
    const angleRad = scan.anglesRad[view]!;
    const uMm = channelCentreMm(scan, channel);
    return { from: turnedPoint(angleRad, uMm, -reachMm), to: turnedPoint(angleRad, uMm, reachMm) };
  },
  lower: (scan) => ({
    matrices: turnedMatrices(scan.anglesRad, null),
    viewWeights: scan.viewWeightsRad,
    detector: loweredRow(scan, 'flat', 1),
    unitMm: scan.channelSpacingMm,
    diverges: false,
    weightDistance: 1,
    turnsRad: scan.anglesRad,
  }),
  detectorRadiusMm: () => null,
  words: {
    noun: 'parallel beam',
    rays: 'parallel rays',
    whyNotRebinned: 'are parallel already',
    opening: null,
    ruleOfViews: 'π/2 per channel across the object over 180°',
  },
  describe: () => 'Parallel beam',
};
