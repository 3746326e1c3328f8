import type { Findings } from '../corrections/correction.ts';
import { boundedSentence } from '../errors.ts';
import type { ImageGrid } from '../geometry/grid.ts';
import {
  coveredArcRad,
  detectorReachMm,
  fieldOfViewRadiusMm,
  geometryOf,
  rayDistanceMm,
  type Scan,
} from '../geometry/scan.ts';
import { METHODS } from '../methods/registry.ts';
import { phantomRadiusMm } from '../phantom/phantom-extent.ts';
import { COMPLETION_LIMITS, planCompletion } from '../reconstruction/complete-lines.ts';
import type { ScanAdvice } from './advice.ts';
import { arcAdvice, oneSidedArcAdvice } from './arc-advice.ts';
import { lengtheningOf } from './correction-list.ts';
import { type Experiment, gridOf, scanOf } from './experiment.ts';
import { fieldAdvice, fieldOfView, measuredFieldAdvice } from './field-advice.ts';
import { findingAdvice, scanAsFound } from './findings.ts';
import { directionsOf, gapsAdvice } from './gaps-advice.ts';
import { looksLikeRadians } from './guess-angles.ts';
import { type CutOffEnds, cutOffEnds } from './measured-ends.ts';
import type { Measurement } from './measurement.ts';
import type { Subject } from './subject.ts';

/**
 * The advice on an experiment, with what its settings bring about by themselves.
 *
 * @param findings what corrections have found
 */
export function experimentAdvice(experiment: Experiment, subject: Subject, findings: Findings = {}): ScanAdvice[] {
  const { corrections } = experiment;
  const scan = scanAsFound(scanOf(experiment, subject), corrections, findings);
  const carriedOn = lengtheningOf(corrections)?.says ?? null;
  const object = subject.kind === 'measurement' ? cutOffEnds(subject) : phantomRadiusMm(subject);
  const advice = [...dataAdvice(experiment, subject), ...scanAdvice(scan, gridOf(experiment), object, carriedOn)];
  const { words, needsParallelRays } = METHODS.get(experiment.reconstruction.method);
  const { rebinning, words: geometryWords } = geometryOf(scan);
  const found = findingAdvice(corrections, findings);
  if (!rebinning || !needsParallelRays) return [...advice, ...found];
  const sentence = `${words.short} takes parallel rays, so the ${geometryWords.noun}’s readings are rebinned to such rays first.`;
  return [...advice, { kind: 'rebinning', ok: true, sentence }, ...found];
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
  if (subject.kind === 'measurement') remarks.push(...arcRemarks(subject, scan.arcDeg));
  return remarks.map((sentence) => ({ kind: 'data', ok: false, sentence: boundedSentence(sentence) }));
}

/** Whether the views seem to go once round, or half, where the arc says the other. */
function arcRemarks({ name, guessedArcDeg }: Measurement, arcDeg: number): string[] {
  const arc = Math.abs(arcDeg);
  const [half, whole] = [arc > 150 && arc < 210, arc > 330 && arc < 390];
  if (guessedArcDeg === 360 && half) {
    return [
      `The last view of ${name} continues into its first one, as over a whole turn, and the arc is ${shown(arcDeg)}°.`,
    ];
  }
  if (guessedArcDeg === 180 && whole) {
    return [
      `The last view of ${name} continues into the mirror image of its first one, as over half a turn, and the arc is ${shown(arcDeg)}°.`,
    ];
  }
  return [];
}

function shown(degrees: number): string {
  return String(Number(degrees.toFixed(2)));
}

/** A rule of thumb has no sharper edge than this. */
const TOLERANCE = 0.9;

/**
 * Compares a scan with what its slice needs.
 *
 * @param object radius about the axis of a circle that holds the object; of a measurement, where it goes on beyond the
 *   detector; `null` where nothing is known of it
 * @param carriedOn what becomes of an object that is cut off where views are carried on beyond the detector; `null` where
 *   they are not
 */
export function scanAdvice(
  scan: Scan,
  grid: ImageGrid,
  object: number | CutOffEnds | null,
  carriedOn: string | null = null,
): ScanAdvice[] {
  const directions = directionsOf(scan);
  const radiusMm = typeof object === 'number' ? object : null;
  const completion = planCompletion(scan, COMPLETION_LIMITS);
  const field = fieldOfView(scan, completion);
  const halfFanRad = fanAcrossObjectRad(scan, radiusMm);
  const ofGaps = gapsAdvice(scan, directions, halfFanRad);
  const ofArc = ofGaps ? { kind: 'arc' as const, ...ofGaps } : arcAdvice(scan, halfFanRad, completion);
  const ofSide =
    ofArc.ok && field.isShared && goesBeyondShortEnd(scan, object)
      ? oneSidedArcAdvice(scan, fieldOfViewRadiusMm(scan))
      : null;
  const ofField =
    object === null
      ? null
      : typeof object === 'number'
        ? fieldAdvice(scan, field, object, carriedOn)
        : measuredFieldAdvice(scan, field, object, carriedOn);
  return [
    viewsAdvice(scan, directions.anglesRad.length, grid, radiusMm ?? seenRadiusMm(scan, object)),
    ofSide ?? ofArc,
    ...(ofField ? [ofField] : []),
  ];
}

/** How far from the axis channels see a measured object; `null` where nothing is known of it. */
function seenRadiusMm(scan: Scan, object: number | CutOffEnds | null): number | null {
  if (object === null || typeof object === 'number') return object;
  return Math.max(...object.outermost.map((channel) => Math.abs(rayDistanceMm(scan, channel))));
}

/** Whether a detector that stands to one side sees less than the object to its short side. */
function goesBeyondShortEnd(scan: Scan, object: number | CutOffEnds | null): boolean {
  if (object === null) return false;
  if (typeof object === 'number') return object > fieldOfViewRadiusMm(scan);
  return scan.offset < 0 ? object.first : object.last;
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
  const { periodRad, words } = geometryOf(scan);
  const arcRad = Math.min(coveredArcRad(scan), periodRad);
  const needed = Math.max(1, Math.round((arcRad * radiusMm) / finestMm));
  const ok = views >= TOLERANCE * needed;
  const degrees = Math.round((arcRad * 180) / Math.PI);
  const there = `${views} different view${views === 1 ? '' : 's'} over ${degrees}° ${views === 1 ? 'is' : 'are'}`;
  return {
    kind: 'views',
    ok,
    sentence: ok
      ? `${there} enough: by the rule of ${words.ruleOfViews} it takes about ${needed}.`
      : `${there} too few: by the rule of ${words.ruleOfViews} it takes about ${needed}, and with fewer, streaks fan out from sharp edges.`,
  };
}

/** Half of the fan's angle, 0 of parallel rays: only the part of the fan that meets the object has to be seen from both sides. */
function fanAcrossObjectRad(scan: Scan, objectRadiusMm: number | null): number {
  const geometry = geometryOf(scan);
  return Math.min(geometry.halfFanAngleRad(scan), halfAngleOf(geometry.sourceRadiusMm(scan), objectRadiusMm));
}

function halfAngleOf(distanceMm: number, radiusMm: number | null): number {
  if (radiusMm === null) return Number.POSITIVE_INFINITY;
  return radiusMm < distanceMm ? Math.asin(radiusMm / distanceMm) : Math.PI / 2;
}
