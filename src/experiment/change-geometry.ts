import type { FanDetectorShape } from '../geometry/fan/fan-scan.ts';
import type { FanScanSettings, ParallelScanSettings, ScanSettings } from './experiment.ts';
import { FAN_DEFAULTS, LIMITS } from './experiment-schema.ts';

/** A geometry as a person chooses it. */
export const GEOMETRY_CHOICES = ['parallel', 'arc', 'flat'] as const;
export type GeometryChoice = (typeof GEOMETRY_CHOICES)[number];

export function geometryChoiceOf(scan: ScanSettings): GeometryChoice {
  return scan.geometry === 'parallel' ? 'parallel' : scan.detector;
}

/** How many times larger things are on the detector than at the axis. */
export function magnificationOf(scan: ScanSettings): number {
  return scan.geometry === 'fan' ? scan.sourceToDetectorMm / scan.sourceToIsocenterMm : 1;
}

/**
 * The scan in another geometry, as like as can be: channels as wide at the axis as before, and views as far apart, over
 * half a turn of parallel rays and a whole turn of a fan. What a measurement brings, its views, stays.
 */
export function inGeometry(scan: ScanSettings, choice: GeometryChoice, isMeasured: boolean): ScanSettings {
  if (choice === geometryChoiceOf(scan)) return scan;
  if (scan.geometry === 'parallel') return choice === 'parallel' ? scan : toFan(scan, choice, isMeasured);
  return choice === 'parallel' ? toParallel(scan, isMeasured) : { ...scan, detector: choice };
}

function toFan(scan: ParallelScanSettings, detector: FanDetectorShape, isMeasured: boolean): FanScanSettings {
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

function toParallel(scan: FanScanSettings, isMeasured: boolean): ParallelScanSettings {
  const { detector: _, sourceToIsocenterMm, sourceToDetectorMm, ...common } = withArc(scan, 180, isMeasured);
  return {
    ...common,
    geometry: 'parallel',
    channelSpacingMm: spacing(scan.channelSpacingMm * (sourceToIsocenterMm / sourceToDetectorMm)),
  };
}

function withArc<Settings extends ScanSettings>(scan: Settings, arcDeg: number, isMeasured: boolean): Settings {
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
