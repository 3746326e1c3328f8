import { boundedSentence } from '../errors.ts';
import { halfFanAngleRad } from '../geometry/fan-scan.ts';
import type { ImageGrid } from '../geometry/image-grid.ts';
import { coveredArcRad, detectorReachMm, fieldOfViewRadiusMm, rayDistanceMm, type Scan } from '../geometry/scan.ts';
import { phantomRadiusMm } from '../phantom/phantom-extent.ts';
import { type Experiment, gridOf, scanOf } from './experiment.ts';
import { directionsOf, gapsAdvice } from './gaps-advice.ts';
import { looksLikeRadians } from './guess-angles.ts';
import type { Subject } from './subject.ts';

/** What a scan may lack, and what that does to the image. */
export interface ScanAdvice {
  readonly kind: 'data' | 'views' | 'arc' | 'field-of-view' | 'rebinning' | 'axis';
  /** Whether the scan is as it should be. */
  readonly ok: boolean;
  /** One sentence for a student: what is needed, what is there, and what the image shows of it. */
  readonly sentence: string;
}

/** The advice on an experiment, with what its settings bring about by themselves. */
export function experimentAdvice(experiment: Experiment, subject: Subject): ScanAdvice[] {
  const radiusMm = subject.kind === 'measurement' ? null : phantomRadiusMm(subject);
  const isExtended = experiment.corrections?.truncation ?? false;
  const advice = [
    ...dataAdvice(experiment, subject),
    ...scanAdvice(scanOf(experiment, subject), gridOf(experiment), radiusMm, isExtended),
  ];
  if (experiment.scan.geometry !== 'fan' || experiment.reconstruction.method !== 'gridrec') return advice;
  const sentence = 'Gridrec takes parallel rays, so the fan’s readings are rebinned to such rays first.';
  return [...advice, { kind: 'rebinning', ok: true, sentence }];
}

/** What is odd about the data, and about an arc that looks like one in radians. */
function dataAdvice({ scan }: Experiment, subject: Subject): ScanAdvice[] {
  const remarks = subject.kind === 'shapes' ? [] : [...(subject.remarks ?? [])];
  const hasOwnAngles = subject.kind === 'measurement' && subject.anglesDeg !== null;
  if (!hasOwnAngles && looksLikeRadians(scan.arcDeg)) {
    const quarters = Math.round(Math.abs(scan.arcDeg) / (Math.PI / 2));
    remarks.push(
      `The arc of ${scan.arcDeg} looks like radians and is taken as degrees; ${90 * quarters} would be as far as that in degrees.`,
    );
  }
  return remarks.map((sentence) => ({ kind: 'data', ok: false, sentence: boundedSentence(sentence) }));
}

/** A rule of thumb has no sharper edge than this. */
const TOLERANCE = 0.9;
/** Rounding of degrees into radians and back. */
const SAME_ANGLE_RAD = 1e-6;

/**
 * Holds a scan against what its slice needs.
 *
 * @param objectRadiusMm radius about the axis of a circle that holds the object, or `null` where nobody knows
 * @param isExtended whether views are carried on beyond the detector
 */
export function scanAdvice(
  scan: Scan,
  grid: ImageGrid,
  objectRadiusMm: number | null,
  isExtended = false,
): ScanAdvice[] {
  const directions = directionsOf(scan);
  const ofGaps = gapsAdvice(scan, directions, fanAcrossObjectRad(scan, objectRadiusMm));
  const advice = [
    viewsAdvice(scan, directions.anglesRad.length, grid, objectRadiusMm),
    ofGaps ? { kind: 'arc' as const, ...ofGaps } : arcAdvice(scan, objectRadiusMm),
  ];
  return objectRadiusMm === null ? advice : [...advice, fieldAdvice(scan, objectRadiusMm, isExtended)];
}

/**
 * Views must stand so close that at the object's edge they are no farther apart than channels, or than pixels where these
 * are wider: over half a turn π/2 views for each channel across the object (Kak & Slaney 1988, ch. 5), over a turn of a
 * fan twice as many (Joseph & Schulz, Med. Phys. 7:692, 1980, doi 10.1118/1.594723, but for their margin for wide fans).
 */
function viewsAdvice(scan: Scan, views: number, grid: ImageGrid, objectRadiusMm: number | null): ScanAdvice {
  const middle = (scan.channels - 1) / 2 + scan.offset;
  const channelMm = rayDistanceMm(scan, middle + 0.5) - rayDistanceMm(scan, middle - 0.5);
  const finestMm = Math.max(channelMm, grid.pixelSizeMm);
  const gridRadiusMm = (Math.max(grid.rows, grid.columns) * grid.pixelSizeMm) / 2;
  const seenMm = Math.min(detectorReachMm(scan), gridRadiusMm);
  const radiusMm = objectRadiusMm === null ? seenMm : Math.min(objectRadiusMm, seenMm);
  const periodRad = scan.geometry === 'fan' ? 2 * Math.PI : Math.PI;
  const arcRad = Math.min(coveredArcRad(scan), periodRad);
  const needed = Math.max(1, Math.round((arcRad * radiusMm) / finestMm));
  const ok = views >= TOLERANCE * needed;
  const degrees = Math.round((arcRad * 180) / Math.PI);
  const there = `${views} different view${views === 1 ? '' : 's'} over ${degrees}° ${views === 1 ? 'is' : 'are'}`;
  const rule =
    scan.geometry === 'fan'
      ? 'as far apart at the object’s edge as channels are'
      : 'π/2 for each channel across the object over 180°';
  return {
    kind: 'views',
    ok,
    sentence: ok
      ? `${there} enough: by the rule of ${rule} it takes about ${needed}.`
      : `${there} too few: by the rule of ${rule} it takes about ${needed}, and with fewer, streaks fan out from sharp edges.`,
  };
}

function arcAdvice(scan: Scan, objectRadiusMm: number | null): ScanAdvice {
  const arcRad = coveredArcRad(scan);
  const neededRad = Math.PI + 2 * fanAcrossObjectRad(scan, objectRadiusMm);
  const ok = arcRad >= neededRad - SAME_ANGLE_RAD;
  const [arc, needed] = [arcRad, neededRad].map((angle) => `${Number(((angle * 180) / Math.PI).toFixed(1))}°`);
  const what = scan.geometry === 'fan' ? `180° and the fan’s angle across the object, ${needed} in all` : `${needed}`;
  return {
    kind: 'arc',
    ok,
    sentence: ok
      ? `An arc of ${arc} is enough: every line through the object is measured over ${what}.`
      : `An arc of ${arc} is too short: it takes ${what}, and edges along the directions that are missing are blurred and drawn out.`,
  };
}

/** Half of the fan's angle: only the part of the fan that meets the object has to be seen from both sides. */
function fanAcrossObjectRad(scan: Scan, objectRadiusMm: number | null): number {
  if (scan.geometry === 'parallel') return 0;
  return Math.min(halfFanAngleRad(scan), halfAngleOf(scan.sourceToIsocenterMm, objectRadiusMm));
}

function halfAngleOf(distanceMm: number, radiusMm: number | null): number {
  if (radiusMm === null) return Number.POSITIVE_INFINITY;
  return radiusMm < distanceMm ? Math.asin(radiusMm / distanceMm) : Math.PI / 2;
}

function fieldAdvice(scan: Scan, objectRadiusMm: number, isExtended: boolean): ScanAdvice {
  const fieldMm = fieldOfViewRadiusMm(scan);
  const [object, field] = [objectRadiusMm, fieldMm].map((radius) => `${Number(radius.toPrecision(3))} mm`);
  if (scan.geometry === 'fan' && objectRadiusMm >= scan.sourceToIsocenterMm) {
    return {
      kind: 'field-of-view',
      ok: false,
      sentence: `The object reaches ${object} from the axis and the source runs at ${Number(scan.sourceToIsocenterMm.toPrecision(3))} mm, right through it: the slice means nothing.`,
    };
  }
  const ok = objectRadiusMm <= fieldMm;
  const result = isExtended
    ? 'the views are carried on as if there were water, and the slice beyond that field is a guess'
    : 'a bright rim stands at the edge of that field, and values inside of it are too high';
  return {
    kind: 'field-of-view',
    ok,
    sentence: ok
      ? `The object reaches ${object} from the axis, within the ${field} that every view sees.`
      : `The object reaches ${object} from the axis, beyond the ${field} that every view sees: ${result}.`,
  };
}
