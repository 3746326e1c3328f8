// A geometry of one's own, in one file: a flat fan said by the radius of its source and its magnification.

import { axisChannel, channelCentreMm, type DetectorRow } from '../../src/geometry/detector.ts';
import { type Geometry, type ScanOfAnyGeometry, turnedPoint } from '../../src/geometry/geometry.ts';
import { type AnyScanSettings, arcOf, type OwnSettings } from '../../src/geometry/geometry-settings.ts';
import { loweredRow, turnedMatrices } from '../../src/geometry/lowered-scan.ts';
import type { Scan } from '../../src/geometry/scan.ts';
import {
  type EvenViewsOverArc,
  elapsedAnglesRad,
  evenViewArc,
  isShortArc,
  unevenViewArc,
  type ViewArc,
} from '../../src/geometry/view-arc.ts';
import { arcViewWeights, scatteredViewWeights } from '../../src/geometry/view-weights.ts';

const TURN = 2 * Math.PI;

interface Arm extends DetectorRow {
  readonly radiusMm: number;
  readonly magnification: number;
}

interface ArmScan extends ScanOfAnyGeometry, Arm {
  readonly geometry: 'c-arm';
  readonly arc: ViewArc;
  readonly sourceShiftMm: number;
}

interface ArmSettings extends AnyScanSettings, Arm {
  readonly geometry: 'c-arm';
}

function armScan(anglesRad: Float64Array, viewWeightsRad: Float64Array, arc: ViewArc, arm: Arm): ArmScan {
  const { radiusMm, magnification, channels, channelSpacingMm, offset } = arm;
  const machine = { radiusMm, magnification, channels, channelSpacingMm, offset, sourceShiftMm: 0 };
  return { geometry: 'c-arm', anglesRad, viewWeightsRad, arc, ...machine };
}

function overArc(arc: EvenViewsOverArc, arm: Arm): ArmScan {
  const { views, startRad, arcRad } = arc;
  const anglesRad = Float64Array.from({ length: views }, (_, v) => startRad + (v * arcRad) / views);
  return armScan(anglesRad, arcViewWeights(anglesRad, arcRad, TURN), evenViewArc(arc), arm);
}

const angleAt = (scan: ArmScan, channel: number, shiftMm = 0) =>
  Math.atan((channelCentreMm(scan, channel) - shiftMm) / (scan.radiusMm * scan.magnification));

const forEachChannel = ({ channels }: ArmScan, make: (channel: number) => number) =>
  Float64Array.from({ length: channels }, (_, channel) => make(channel));

const own: OwnSettings<ArmSettings> = {
  radiusMm: { label: 'Radius', means: 'from the source to the axis', least: 1, most: 5000, unit: 'mm', usually: 600 },
  magnification: { label: 'Magnification', means: 'of what lies at the axis', least: 1.1, most: 9, usually: 2 },
};

/** What its folder exports. */
const cArmSpec: Geometry<ArmScan, ArmSettings> = {
  name: 'c-arm',
  makesVolumes: false,
  settings: {
    usual: { views: 400, arcDeg: 200, channelSpacingMm: 2 },
    own,
    choices: [{ name: 'c-arm', label: 'C-arm', settings: {} }],
    whyWrong: ({ radiusMm, magnification }) =>
      radiusMm * magnification <= 9000 ? null : `the arm would be ${radiusMm * magnification} mm long`,
    mustBePossible: () => undefined,
    scan: (settings, anglesRad) =>
      anglesRad
        ? armScan(anglesRad, scatteredViewWeights(anglesRad, TURN), unevenViewArc(anglesRad), settings)
        : overArc(arcOf(settings), settings),
  },
  source: {
    distances: ({ radiusMm, magnification }) => ({
      sourceToIsocenterMm: radiusMm,
      sourceToDetectorMm: radiusMm * magnification,
    }),
  },
  periodRad: TURN,
  fanAngleRad: angleAt,
  rayDistanceMm: (scan, channel) => scan.radiusMm * Math.sin(angleAt(scan, channel)),
  channelRays(scan) {
    const fanAngleRad = forEachChannel(scan, (channel) => angleAt(scan, channel, scan.sourceShiftMm));
    const distanceMm = fanAngleRad.map(
      (gamma) => scan.sourceShiftMm * Math.cos(gamma) + scan.radiusMm * Math.sin(gamma),
    );
    return { fanAngleRad, distanceMm };
  },
  halfFanAngleRad: (scan) => Math.max(-angleAt(scan, 0), angleAt(scan, scan.channels - 1)),
  isocenterSpacingMm: ({ channelSpacingMm, magnification }) => channelSpacingMm / magnification,
  sourceRadiusMm: ({ radiusMm }) => radiusMm,
  direction: ({ arc }) => Math.sign(arc.arcRad),
  coveredArcRad: ({ arc }) => Math.min(TURN, Math.abs(arc.arcRad)),
  withSourceShift: (scan, sourceShiftMm) => ({ ...scan, sourceShiftMm }),
  withMissingViews: (scan) => scan,
  weighting: {
    weights: (scan, isPlain) => ({
      channelWeights: forEachChannel(scan, (channel) => {
        const cosine = Math.cos(angleAt(scan, channel));
        return isPlain ? cosine ** 2 / 2 : cosine;
      }),
      redundancy: isShortArc(scan.arc)
        ? {
            elapsedRad: elapsedAnglesRad(scan),
            fanAngleRad: forEachChannel(scan, (channel) => Math.sign(scan.arc.arcRad) * angleAt(scan, channel)),
            halfExcessRad: (Math.abs(scan.arc.arcRad) - Math.PI) / 2,
            groups: [],
          }
        : null,
    }),
  },
  ramp: ({ channelSpacingMm, magnification }) => ({
    step: channelSpacingMm / magnification,
    factor: 0.5,
    arcStepRad: 0,
  }),
  rebinning: { arc: ({ arc }) => arc, overArc: (scan, arc) => overArc(arc, scan) },
  rayEnds(scan, view, channel) {
    const angleRad = scan.anglesRad[view]!;
    const toMm = scan.radiusMm * (scan.magnification - 1);
    return {
      from: turnedPoint(angleRad, 0, -scan.radiusMm),
      to: turnedPoint(angleRad, channelCentreMm(scan, channel), toMm),
    };
  },
  lower: (scan) => ({
    matrices: turnedMatrices(scan.anglesRad, scan.radiusMm),
    viewWeights: scan.viewWeightsRad,
    detector: loweredRow(scan, 'flat', (scan.radiusMm * scan.magnification) / scan.channelSpacingMm),
    unitMm: 1,
    diverges: true,
    weightDistance: scan.radiusMm,
    turnsRad: scan.anglesRad,
  }),
  detectorRadiusMm: () => null,
  words: {
    noun: 'c-arm',
    rays: 'rays of a c-arm',
    whyNotRebinned: null,
    opening: 'the c-arm’s angle',
    ruleOfViews: 'as far apart at the object’s edge as channels are',
  },
  describe: (scan) => `C-arm, axis at channel ${axisChannel(scan)}`,
};

/** Registries hold specs of scans that they know nothing of. */
export const cArm = cArmSpec as unknown as Geometry;

export const cArmScan = (settings: Omit<ArmSettings, 'geometry'>) =>
  cArmSpec.settings.scan({ geometry: 'c-arm', ...settings }, null) as unknown as Scan;
