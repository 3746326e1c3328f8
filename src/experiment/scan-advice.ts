import type { Findings } from '../corrections/correction.ts';
import { boundedSentence } from '../errors.ts';
import type { ImageGrid } from '../geometry/grid.ts';
import {
  coveredArcRad,
  detectorReachMm,
  fieldOfViewRadiusMm,
  geometryOf,
  helixOf,
  rayDistanceMm,
  type Scan,
} from '../geometry/scan.ts';
import { METHODS } from '../methods/registry.ts';
import { COMPLETION_LIMITS, planCompletion } from '../reconstruction/complete-lines.ts';
import type { ScanAdvice } from './advice.ts';
import { arcAdvice, oneSidedArcAdvice } from './arc-advice.ts';
import { looksLikeRadians } from './arc-in-radians.ts';
import { lengtheningOf } from './correction-list.ts';
import { type Experiment, gridOf, scanOf, volumeGridOf } from './experiment.ts';
import { fieldAdvice, fieldOfView, measuredFieldAdvice } from './field-advice.ts';
import { findingAdvice, scanAsFound } from './findings.ts';
import { directionsOf, gapsAdvice } from './gaps-advice.ts';
import { heightAdvice } from './height-advice.ts';
import { helixAdvice } from './helix-advice.ts';
import { iteratedGridAdvice } from './iterated-grid-advice.ts';
import { type CutOffEnds, cutOffEnds } from './measured-ends.ts';
import type { Measurement } from './measurement.ts';
import { objectRadiusMm } from './object-in-space.ts';
import type { Subject } from './subject.ts';
import { measurementTaken, takenOf } from './taken-readings.ts';

/**
 * The advice on an experiment, with what its settings bring about by themselves.
 *
 * @param findings what corrections have found
 */
export function experimentAdvice(experiment: Experiment, subject: Subject, findings: Findings = {}): ScanAdvice[] {
  const { corrections } = experiment;
  const scan = scanAsFound(scanOf(experiment, subject), corrections, findings);
  const carriedOn = lengtheningOf(corrections)?.says(subject.kind === 'measurement') ?? null;
  const object =
    subject.kind === 'measurement'
      ? cutOffEnds(measurementTaken(subject, takenOf(experiment.measurement, subject)))
      : objectRadiusMm(subject);
  const ofScan = withHelix(scanAdvice(scan, gridOf(experiment), object, carriedOn), scan, experiment, object);
  const ofHeight =
    typeof object === 'number' && scan.anglesRad.length > 1
      ? heightAdvice(scan, volumeGridOf(experiment), object)
      : null;
  const ofGrid = typeof object === 'number' && subject.kind !== 'image' ? iteratedGridAdvice(experiment, object) : null;
  const besides = [ofHeight, ofGrid].filter((one) => one !== null);
  const advice = [...dataAdvice(experiment, subject), ...ofScan, ...besides];
  const { words, needsParallelRays } = METHODS.get(experiment.reconstruction.method);
  const { rebinning, words: geometryWords } = geometryOf(scan);
  const found = findingAdvice(corrections, findings, experiment.measurement?.binChannels);
  if (!rebinning || !needsParallelRays) return [...advice, ...found];
  const sentence = `${words.short} needs parallel rays, so the ${geometryWords.noun}’s readings are rebinned to parallel rays first.`;
  return [...advice, { kind: 'rebinning', ok: true, sentence }, ...found];
}

/** Of a helix, its turns instead of its arc. */
function withHelix(
  advice: readonly ScanAdvice[],
  scan: Scan,
  experiment: Experiment,
  object: number | CutOffEnds,
): readonly ScanAdvice[] {
  const helix = helixOf(scan);
  if (!helix || typeof object !== 'number') return advice;
  const ofHelix = helixAdvice(helix, volumeGridOf(experiment), experiment.reconstruction.method, object);
  return advice.flatMap((one) => (one.kind === 'arc' ? ofHelix : [one]));
}

/** What is odd about the data, and about an arc that looks like one in radians. */
function dataAdvice({ scan }: Experiment, subject: Subject): ScanAdvice[] {
  const remarks = 'remarks' in subject ? [...(subject.remarks ?? [])] : [];
  const hasOwnAngles = subject.kind === 'measurement' && subject.anglesDeg !== null;
  if (!hasOwnAngles && looksLikeRadians(scan.arcDeg)) {
    const quarters = Math.round(Math.abs(scan.arcDeg) / (Math.PI / 2));
    remarks.push(
      `The arc of ${scan.arcDeg} is read as degrees but looks like radians; in degrees it would be ${90 * quarters}.`,
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
    return [`The last view of ${name} continues into its first, as in a full turn, but the arc is ${shown(arcDeg)}°.`];
  }
  if (guessedArcDeg === 180 && whole) {
    return [
      `The last view of ${name} continues into the mirror image of its first, as in a half turn, but the arc is ${shown(arcDeg)}°.`,
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
  if (geometryOf(scan).focusing) return [focusingAdvice(scan)];
  if (geometryOf(scan).makesVolumes && scan.anglesRad.length === 1) return [ONE_VIEW];
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

const ONE_VIEW: ScanAdvice = {
  ...{ kind: 'arc', ok: false, title: 'one view makes no volume' },
  sentence:
    'One view is a radiograph: it has no depth, and no volume can be made of it. What is reconstructed is smeared along its rays.',
};

/** What an arc above the slices makes of depth. */
function focusingAdvice(scan: Scan): ScanAdvice {
  const degrees = Number(((coveredArcRad(scan) * 180) / Math.PI).toFixed(1));
  const views = scan.anglesRad.length;
  const sentence =
    views === 1
      ? 'One view is a radiograph: it has no depth, and every slice shows the same.'
      : `${views} projections over ${degrees}° bring slices into focus but do not separate them: what lies above and below is blurred along x, and values are relative.`;
  return { kind: 'arc', ok: false, title: views === 1 ? 'no depth' : 'depth is blurred', sentence };
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
  // Several at one angle count once.
  const distinct = views < scan.anglesRad.length ? 'distinct ' : '';
  const there = `${views} ${distinct}projection${views === 1 ? '' : 's'} over ${degrees}° ${views === 1 ? 'is' : 'are'}`;
  return {
    kind: 'views',
    ok,
    sentence: ok
      ? `${there} enough: the rule of thumb, ${words.ruleOfViews}, asks for about ${needed}.`
      : `${there} too few: the rule of thumb, ${words.ruleOfViews}, asks for about ${needed}; with fewer, streaks spread from sharp edges.`,
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
