import type { FanDetectorShape } from '../geometry/fan/fan-scan.ts';
import type { ScanSettings } from './experiment.ts';
import { FAN_DEFAULTS, LIMITS } from './experiment-schema.ts';

/** A geometry as a person chooses it. */
export const GEOMETRY_CHOICES = ['parallel', 'arc', 'flat'] as const;
export type GeometryChoice = (typeof GEOMETRY_CHOICES)[number];

export function geometryChoiceOf(scan: ScanSettings): GeometryChoice {
  return scan.geometry === 'parallel' ? 'parallel' : (scan.detector ?? FAN_DEFAULTS.detector);
}

/** The name of the geometry that a choice is one of. */
export function geometryOfChoice(choice: GeometryChoice): ScanSettings['geometry'] {
  return choice === 'parallel' ? 'parallel' : 'fan';
}

/**
 * The scan in another geometry, as like as can be: channels as wide at the axis as before, and views as far apart, over
 * half a turn of parallel rays and a whole turn of a fan. What a measurement brings, its views, stays.
 */
export function inGeometry(scan: ScanSettings, choice: GeometryChoice, isMeasured: boolean): ScanSettings {
  if (choice === geometryChoiceOf(scan)) return scan;
  if (scan.geometry === 'fan' && choice !== 'parallel') return { ...scan, detector: choice };
  return choice === 'parallel' ? toParallel(scan, isMeasured) : toFan(scan, choice, isMeasured);
}

function toFan(scan: ScanSettings, detector: FanDetectorShape, isMeasured: boolean): ScanSettings {
  const { sourceToIsocenterMm, sourceToDetectorMm } = FAN_DEFAULTS;
  return {
    ...withArc(scan, 360, isMeasured),
    geometry: 'fan',
    detector,
    sourceToIsocenterMm,
    sourceToDetectorMm,
    channelSpacingMm: spacing(scan.channelSpacingMm * (sourceToDetectorMm / sourceToIsocenterMm)),
  };
}

/** Keys that parallel rays have not are there but undefined, so that they replace a fan's. */
function toParallel(scan: ScanSettings, isMeasured: boolean): ScanSettings {
  const {
    sourceToIsocenterMm = FAN_DEFAULTS.sourceToIsocenterMm,
    sourceToDetectorMm = FAN_DEFAULTS.sourceToDetectorMm,
  } = scan;
  return {
    ...withArc(scan, 180, isMeasured),
    geometry: 'parallel',
    detector: undefined,
    sourceToIsocenterMm: undefined,
    sourceToDetectorMm: undefined,
    channelSpacingMm: spacing(scan.channelSpacingMm * (sourceToIsocenterMm / sourceToDetectorMm)),
  };
}

function withArc(scan: ScanSettings, arcDeg: number, isMeasured: boolean): ScanSettings {
  const views = Math.round((scan.views * arcDeg) / Math.abs(scan.arcDeg));
  return {
    ...scan,
    views: isMeasured ? scan.views : Math.min(LIMITS.views.most, Math.max(LIMITS.views.least, views)),
    arcDeg: Math.sign(scan.arcDeg) * arcDeg,
  };
}

/** With as many digits as somebody wants to read, and within bounds. */
function spacing(millimetres: number): number {
  const { least, most } = LIMITS.lengthMm;
  return Math.min(most, Math.max(least, Number(millimetres.toPrecision(4))));
}
