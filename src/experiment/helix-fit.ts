import { InputError } from '../errors.ts';
import { pitchOf } from '../geometry/helix.ts';
import { geometryNamed, helixOf, type Scan, type ScanSettings } from '../geometry/scan.ts';
import { type Experiment, volumeGridOf } from './experiment.ts';
import { marginRad, passesAllSlices, sliceRangeMm } from './helix-advice.ts';
import { LIMITS } from './limits.ts';

/** A start is rounded to hundredths, which a degree more of the arc makes up for. */
const STEPS_PER_MM = 100;
const SPARE_DEG = 1;
const ROUNDING = 1e-6;
const DEG = Math.PI / 180;

type HelixSettings = Extract<ScanSettings, { readonly pitchMm: number }>;

/** What follows from the pitch of a helix, and from how high the volume is. */
export type HelixFit = Pick<HelixSettings, 'arcDeg' | 'startZMm' | 'views'>;

type Fitted = Pick<Experiment, 'scan' | 'reconstruction'>;

/**
 * The arc, views and start of a cone’s source by which it passes every slice as long as the method asks for, symmetric about
 * the slices, in the sense and with the views a turn that there are; of a circle a turn in the plane z = 0. An arc goes as far
 * as arcs may: of a narrower pitch the middle slices are passed.
 *
 * @returns `null` of scans whose source cannot rise
 */
export function helixFit({ scan, reconstruction }: Fitted): HelixFit | null {
  if (!('pitchMm' in scan)) return null;
  const sense = scan.arcDeg < 0 ? -1 : 1;
  const over = (arcDeg: number, startZMm: number): HelixFit => {
    const views = Math.round((scan.views * arcDeg) / Math.abs(scan.arcDeg));
    const most = Math.min(LIMITS.views.most, Math.floor(LIMITS.readings / (scan.channels * scan.rows)));
    return { arcDeg: sense * arcDeg, startZMm, views: Math.max(1, Math.min(most, views)) };
  };
  const helix = helixOf(withViews(scan, 2));
  if (!helix) return over(360, 0);
  const [lowest, highest] = sliceRangeMm(volumeGridOf({ reconstruction }));
  const marginDeg = marginRad(helix, reconstruction.method) / DEG;
  const neededDeg = ((highest - lowest) / pitchOf(helix)) * 360 + 2 * marginDeg;
  const arcDeg = Math.min(LIMITS.arcDeg.most, Math.ceil(neededDeg - ROUNDING) + SPARE_DEG);
  const startZMm = (lowest + highest) / 2 - (helix.risePerRadMm * arcDeg * DEG) / 2;
  return over(arcDeg, Math.round(startZMm * STEPS_PER_MM) / STEPS_PER_MM + 0);
}

/** Whether arc and start are those of {@link helixFit}. */
export function isHelixFitted(experiment: Fitted): boolean {
  const { scan } = experiment;
  const fit = helixFit(experiment);
  return fit !== null && 'startZMm' in scan && scan.arcDeg === fit.arcDeg && scan.startZMm === fit.startZMm;
}

/**
 * The fit of a helix that has been given another pitch, or a volume of another height, by a hand that left arc, views and
 * start alone: where these fitted before, so that no slice stays empty that was not. `null` where all stays as it was set.
 */
export function helixGoingAlong(before: Fitted, after: Fitted): HelixFit | null {
  const [one, other] = [before.scan, after.scan];
  if (!('pitchMm' in one) || !('pitchMm' in other)) return null;
  if (one.arcDeg !== other.arcDeg || one.startZMm !== other.startZMm || one.views !== other.views) return null;
  try {
    const isExact = isHelixFitted(before);
    if (!(isExact ? !isHelixFitted(after) : passesAll(before) && !passesAll(after))) return null;
    return helixFit(after);
  } catch (error) {
    // What cannot be scanned is refused by whoever checks it.
    if (error instanceof InputError) return null;
    throw error;
  }
}

function passesAll({ scan, reconstruction }: Fitted): boolean {
  const helix = helixOf(withViews(scan, scan.views));
  return helix !== null && passesAllSlices(helix, volumeGridOf({ reconstruction }), reconstruction.method);
}

/** The scan with so many views; of two there is all that follows from pitch and channels alone. */
function withViews(scan: ScanSettings, views: number): Scan {
  return geometryNamed(scan.geometry).settings.scan({ ...scan, views }, null) as Scan;
}
