import { InputError } from '../../errors.ts';
import type { NumberSetting } from '../../spec-settings.ts';
import { fanOwnSettings, fanSettings, mustOpenLess } from '../fan/fan-settings.ts';
import { type AnyScanSettings, arcOf, type GeometrySettings, type OwnSettings } from '../geometry-settings.ts';
import { SCAN_LIMITS } from '../scan-limits.ts';
import {
  type ConeMachine,
  type ConeScan,
  coneArcScan,
  type DetectorRows,
  halfConeAngleRad,
  scatteredConeScan,
} from './cone-scan.ts';

export interface ConeScanSettings extends AnyScanSettings, ConeMachine {
  readonly geometry: 'cone';
}

const along = { least: -SCAN_LIMITS.distanceMm.most, most: SCAN_LIMITS.distanceMm.most, unit: 'mm' } as const;

/** What is set of a detector with several rows. */
export const coneRowSettings = {
  rows: {
    label: 'Detector rows',
    least: 1,
    most: SCAN_LIMITS.detectorRows,
    isWhole: true,
    usually: 256,
    turned: { sliderMost: 1024, scale: 'logarithmic' },
    means: 'rows of the detector',
  },
  rowSpacingMm: {
    label: 'Row spacing',
    ...SCAN_LIMITS.distanceMm,
    unit: 'mm',
    usually: 1,
    turned: { sliderMost: 20, scale: 'logarithmic', step: 0.01 },
    means: 'from row to row, on the detector',
  },
  rowOffset: {
    label: 'Row offset',
    least: -SCAN_LIMITS.detectorRows,
    most: SCAN_LIMITS.detectorRows,
    usually: 0,
    turned: { least: -256, most: 256, step: 0.25 },
    means: 'rows by which the detector’s middle stands below the plane through the source',
  },
} as const satisfies Readonly<Record<keyof DetectorRows, NumberSetting>>;

const own: OwnSettings<ConeScanSettings> = {
  ...fanOwnSettings,
  detector: { ...fanOwnSettings.detector, usually: 'flat', means: '`flat`, or `arc`, a cylinder about the source' },
  ...coneRowSettings,
  pitchMm: {
    label: 'Pitch',
    ...along,
    usually: 0,
    turned: { least: 0, sliderMost: 200, step: 1 },
    means: 'how far the source rises in a turn; 0 for a circle',
  },
  startZMm: {
    label: 'First view at z',
    ...along,
    usually: 0,
    turned: { least: -500, most: 500, step: 1 },
    means: 'height of the source in the first view',
  },
};

export const coneSettings: GeometrySettings<ConeScan, ConeScanSettings> = {
  usual: { views: 360, arcDeg: 360, channelSpacingMm: 1 },
  own,
  choices: [
    { name: 'cone', label: 'Cone, flat panel', settings: { detector: 'flat' } },
    { name: 'cone-arc', label: 'Cone, cylinder', settings: { detector: 'arc' } },
  ],
  whyWrong: ({ sourceToIsocenterMm, sourceToDetectorMm, detector }) =>
    fanSettings.whyWrong({ geometry: 'fan', detector, sourceToIsocenterMm, sourceToDetectorMm }),
  mustBePossible,
  scan(settings, anglesRad) {
    mustBePossible(settings);
    return anglesRad ? scatteredConeScan(anglesRad, settings) : coneArcScan(arcOf(settings), settings);
  },
};

/** @throws InputError where fan or cone open too wide */
function mustBePossible(settings: ConeScanSettings): void {
  mustOpenLess(settings);
  const halfConeDeg = (halfConeAngleRad(settings) * 180) / Math.PI;
  if (halfConeDeg > SCAN_LIMITS.halfConeDeg) {
    throw new InputError(
      `scan: the cone would open ${halfConeDeg.toFixed(1)}° to one side of the plane through its source, and at most ${SCAN_LIMITS.halfConeDeg}° are possible; take fewer or narrower rows, or move the detector away`,
    );
  }
}
