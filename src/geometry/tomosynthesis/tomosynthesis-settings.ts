import { InputError } from '../../errors.ts';
import { coneRowSettings } from '../cone/cone-settings.ts';
import { fanOwnSettings, fanSettings } from '../fan/fan-settings.ts';
import { type AnyScanSettings, arcOf, type GeometrySettings, type OwnSettings } from '../geometry-settings.ts';
import { SCAN_LIMITS } from '../scan-limits.ts';
import {
  halfConeAngleRad,
  halfOpeningRad,
  PANELS,
  scatteredTomosynthesisScan,
  type TomosynthesisMachine,
  type TomosynthesisScan,
  tomosynthesisArcScan,
} from './tomosynthesis-scan.ts';

export interface TomosynthesisScanSettings extends AnyScanSettings, TomosynthesisMachine {
  readonly geometry: 'tomosynthesis';
}

/** Farther to the side the source would look at a stationary panel's edge. */
const STEEPEST_DEG = 75;

const own: OwnSettings<TomosynthesisScanSettings> = {
  panel: {
    words: PANELS,
    usually: 'stationary',
    means: '`stationary`, parallel to the slices, or `isocentric`, turning with the source',
  },
  sourceToIsocenterMm: {
    ...fanOwnSettings.sourceToIsocenterMm,
    usually: 615,
    means: 'from the source to the axis that it swings about, which lies in the slice z = 0',
  },
  sourceToDetectorMm: {
    ...fanOwnSettings.sourceToDetectorMm,
    usually: 660,
    means: 'from the source to the detector when it stands straight above it',
  },
  ...coneRowSettings,
};

/** Each view stands for a step about it, so that the middles of the first and the last are as far to either side. */
const symmetricStartDeg = ({ views, arcDeg }: { readonly views: number; readonly arcDeg: number }) =>
  Number((arcDeg / (2 * views) - arcDeg / 2).toFixed(9));

export const tomosynthesisSettings: GeometrySettings<TomosynthesisScan, TomosynthesisScanSettings> = {
  // −30° … 30° in steps of 3° (Zhang et al., Med. Phys. 33:3781, 2006, doi 10.1118/1.2237543).
  usual: { views: 21, arcDeg: 63, channelSpacingMm: 0.5, startDeg: symmetricStartDeg },
  own,
  choices: [
    { name: 'tomosynthesis', label: 'Tomosynthesis', settings: { panel: 'stationary' } },
    { name: 'tomosynthesis-isocentric', label: 'Tomosynthesis, isocentric', settings: { panel: 'isocentric' } },
  ],
  whyWrong: ({ sourceToIsocenterMm, sourceToDetectorMm }) =>
    fanSettings.whyWrong({ geometry: 'fan', detector: 'flat', sourceToIsocenterMm, sourceToDetectorMm }),
  mustBePossible(settings) {
    const { startDeg, arcDeg, views } = settings;
    mustLookDown([startDeg, startDeg + (arcDeg * (views - 1)) / views]);
    mustOpenLess(settings);
  },
  scan(settings, anglesRad) {
    mustOpenLess(settings);
    if (!anglesRad) return tomosynthesisArcScan(arcOf(settings), settings);
    mustLookDown(Array.from(anglesRad, (angle) => (angle * 180) / Math.PI));
    return scatteredTomosynthesisScan(anglesRad, settings);
  },
};

/** @throws InputError where a view looks from the side or from below */
function mustLookDown(anglesDeg: readonly number[]): void {
  const steepest = anglesDeg.find((angle) => Math.abs(angle) > STEEPEST_DEG);
  if (steepest === undefined) return;
  throw new InputError(
    `scan: a view at ${Number(steepest.toFixed(1))}° would look at the detector from the side, and tomosynthesis has views of at most ${STEEPEST_DEG}° to either side; take a shorter arc, or begin it elsewhere`,
  );
}

/** @throws InputError where the cone would open too wide */
function mustOpenLess(settings: TomosynthesisScanSettings): void {
  const openDeg = (Math.max(halfOpeningRad(settings), halfConeAngleRad(settings)) * 180) / Math.PI;
  if (openDeg <= SCAN_LIMITS.halfConeDeg) return;
  throw new InputError(
    `scan: rays would leave the central ray by ${openDeg.toFixed(1)}°, and at most ${SCAN_LIMITS.halfConeDeg}° are possible; take fewer or narrower channels or rows, or move the detector away`,
  );
}
