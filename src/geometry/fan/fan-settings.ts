import { InputError } from '../../errors.ts';
import type { NumberField } from '../../number-field.ts';
import { type AnyScanSettings, arcOf, type GeometrySettings, type OwnSettings } from '../geometry-settings.ts';
import { CLINICAL_DISTANCES, type SourceDistances } from '../ray-source.ts';
import { SCAN_LIMITS } from '../scan-limits.ts';
import {
  FAN_DETECTORS,
  type FanDetectorShape,
  type FanMachine,
  type FanScan,
  fanArcScan,
  halfFanAngleRad,
  scatteredFanScan,
} from './fan-scan.ts';

export interface FanScanSettings extends AnyScanSettings, SourceDistances {
  readonly geometry: 'fan';
  readonly detector: FanDetectorShape;
}

const distance = {
  ...SCAN_LIMITS.distanceMm,
  unit: 'mm',
  turned: { least: 1, sliderMost: 3000, scale: 'logarithmic', step: 1 },
} as const satisfies Partial<NumberField>;

/** What is set of a source, and of the detector that turns with it. */
export const fanOwnSettings: OwnSettings<FanScanSettings> = {
  detector: { words: FAN_DETECTORS, usually: 'arc', means: '`arc`, about the source, or `flat`' },
  sourceToIsocenterMm: {
    label: 'Source–axis',
    ...distance,
    usually: CLINICAL_DISTANCES.sourceToIsocenterMm,
    means: 'from the source to the axis',
  },
  sourceToDetectorMm: {
    label: 'Source–detector',
    ...distance,
    usually: CLINICAL_DISTANCES.sourceToDetectorMm,
    means: 'from the source to the detector, beyond the axis',
  },
};

export const fanSettings: GeometrySettings<FanScan, FanScanSettings> = {
  // A quarter of a degree apart. Channels of 1 mm see some 190 mm around the axis at the usual distances, the corners of a
  // slice of 256 mm included.
  usual: { views: 1440, arcDeg: 360, channelSpacingMm: 1 },
  own: fanOwnSettings,
  choices: [
    { name: 'arc', label: 'Fan, arc detector', settings: { detector: 'arc' } },
    { name: 'flat', label: 'Fan, flat detector', settings: { detector: 'flat' } },
  ],
  whyWrong: ({ sourceToIsocenterMm, sourceToDetectorMm }) =>
    sourceToDetectorMm > sourceToIsocenterMm
      ? null
      : `the detector must be beyond the axis, so sourceToDetectorMm, ${sourceToDetectorMm}, must be greater than sourceToIsocenterMm, ${sourceToIsocenterMm}`,
  mustBePossible: mustOpenLess,
  scan(settings, anglesRad) {
    mustOpenLess(settings);
    return anglesRad ? scatteredFanScan(anglesRad, settings) : fanArcScan(arcOf(settings), settings);
  },
};

/** @throws InputError where the fan opens too wide */
export function mustOpenLess(machine: FanMachine): void {
  const halfFanDeg = (halfFanAngleRad(machine) * 180) / Math.PI;
  if (halfFanDeg > SCAN_LIMITS.halfFanDeg) {
    throw new InputError(
      `scan: the fan would open ${halfFanDeg.toFixed(1)}° to one side, but at most ${SCAN_LIMITS.halfFanDeg}° are possible; use fewer or narrower channels, or move the detector farther away`,
    );
  }
}
