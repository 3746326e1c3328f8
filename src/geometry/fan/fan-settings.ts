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

const own: OwnSettings<FanScanSettings> = {
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
  own,
  choices: [
    { name: 'arc', label: 'Fan, arc detector', settings: { detector: 'arc' } },
    { name: 'flat', label: 'Fan, flat detector', settings: { detector: 'flat' } },
  ],
  whyWrong: ({ sourceToIsocenterMm, sourceToDetectorMm }) =>
    sourceToDetectorMm > sourceToIsocenterMm
      ? null
      : `the detector must stand beyond the axis, so sourceToDetectorMm, ${sourceToDetectorMm}, must be more than sourceToIsocenterMm, ${sourceToIsocenterMm}`,
  mustBePossible: (settings) => void machineOf(settings),
  scan(settings, anglesRad) {
    const machine = machineOf(settings);
    return anglesRad ? scatteredFanScan(anglesRad, machine) : fanArcScan(arcOf(settings), machine);
  },
};

/** @throws InputError where the fan opens too wide */
function machineOf(settings: FanScanSettings): FanMachine {
  const { detector, sourceToIsocenterMm, sourceToDetectorMm, channels, channelSpacingMm, offset } = settings;
  const machine = { detector, sourceToIsocenterMm, sourceToDetectorMm, channels, channelSpacingMm, offset };
  const halfFanDeg = (halfFanAngleRad(machine) * 180) / Math.PI;
  if (halfFanDeg > SCAN_LIMITS.halfFanDeg) {
    throw new InputError(
      `scan: the fan would open ${halfFanDeg.toFixed(1)}° to one side, and at most ${SCAN_LIMITS.halfFanDeg}° are possible; take fewer or narrower channels, or move the detector away`,
    );
  }
  return machine;
}
