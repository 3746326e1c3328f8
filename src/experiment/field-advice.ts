import { fieldOfViewRadiusMm, geometryOf, rayDistanceMm, type Scan, weightedScan } from '../geometry/scan.ts';
import { COMPLETION_LIMITS, planCompletion } from '../reconstruction/complete-lines.ts';
import type { ScanAdvice } from './advice.ts';
import type { CutOffEnds } from './measured-ends.ts';

/** How far a scan sees about the axis. */
export interface FieldOfView {
  /** The radius within which every line is measured by some view, or by every view. */
  readonly radiusMm: number;
  /** Whether it takes several views to see that. */
  readonly isShared: boolean;
  /** The radius about the axis that no view sees into; 0 where the detector reaches the axis. */
  readonly holeMm: number;
}

/** @param completion how lines are taken from the views opposite, or `null` where they are not */
export function fieldOfView(scan: Scan, completion = planCompletion(scan, COMPLETION_LIMITS)): FieldOfView {
  const isLonger = completion !== null && completion.completed.channels > scan.channels;
  const weighted = weightedScan(scan);
  // Half a channel is seen beyond the middle of the last one.
  const [first, last] = [rayDistanceMm(scan, -0.5), rayDistanceMm(scan, scan.channels - 0.5)];
  const holeMm = Math.max(0, first, -last);
  return {
    radiusMm: fieldOfViewRadiusMm(isLonger ? completion.completed : weighted),
    // What is weighted and not filled in has nothing to say of a hole.
    isShared: isLonger || (weighted !== scan && holeMm === 0),
    holeMm,
  };
}

/** What becomes of an object that is cut off where nothing is done about it: part of a sentence. */
const CUT_OFF = 'a bright rim appears at its edge, and values inside are too high';

/**
 * Whether a phantom lies within the field of view, and what the slice shows of it if not.
 *
 * @param carriedOn what becomes of an object that is cut off where views are carried on beyond the detector; `null` where
 *   they are not
 */
export function fieldAdvice(
  scan: Scan,
  field: FieldOfView,
  objectRadiusMm: number,
  carriedOn: string | null,
): ScanAdvice {
  const object = `The object extends ${millimetres(objectRadiusMm)} from the axis`;
  const advice = (ok: boolean, sentence: string): ScanAdvice => ({ kind: 'field-of-view', ok, sentence });
  const sourceRadiusMm = geometryOf(scan).sourceRadiusMm(scan);
  if (objectRadiusMm >= sourceRadiusMm) {
    const source = millimetres(sourceRadiusMm);
    return advice(false, `${object} and the source orbits at ${source}, right through it: the slice is meaningless.`);
  }
  if (field.holeMm > 0) return advice(false, holeSentence(field, carriedOn !== null));
  const seen = seenWords(field);
  if (objectRadiusMm <= field.radiusMm) return advice(true, `${object}, within ${seen}.`);
  return advice(false, `${object}, beyond ${seen}: ${carriedOn ?? CUT_OFF}.`);
}

/** The same of a measurement, by what its views read at their ends; `null` where they end beside the object. */
export function measuredFieldAdvice(
  scan: Scan,
  field: FieldOfView,
  ends: CutOffEnds,
  carriedOn: string | null,
): ScanAdvice | null {
  const advice = (sentence: string): ScanAdvice => ({ kind: 'field-of-view', ok: false, sentence });
  if (field.holeMm > 0) return advice(holeSentence(field, carriedOn !== null));
  // The short end of a detector that stands to one side ends within the object as it should.
  const [first, last] = field.isShared ? [scan.offset >= 0, scan.offset < 0] : [true, true];
  const parts = [first && ends.first ? ends.parts[0] : 0, last && ends.last ? ends.parts[1] : 0];
  const most = Math.max(...parts);
  if (most === 0) return null;
  const share = `${Math.round(100 * most)} % of the maximum on average`;
  return advice(
    `The readings do not fall to 0 at the end of the detector (${share}), so the object extends beyond ${seenWords(field)}: ${carriedOn ?? `${CUT_OFF}; the truncation correction takes most of this away`}.`,
  );
}

function holeSentence({ holeMm, isShared }: FieldOfView, isCarriedOn: boolean): string {
  const hole = `No view sees closer to the axis than ${millimetres(holeMm)}`;
  return isShared || isCarriedOn
    ? `${hole}: there the slice is filled in from the edge.`
    : `${hole}: there the slice is meaningless.`;
}

function seenWords({ radiusMm, isShared }: FieldOfView): string {
  return `the ${millimetres(radiusMm)} radius of the ${isShared ? 'combined ' : ''}field of view`;
}

function millimetres(length: number): string {
  return `${Number(length.toPrecision(3))} mm`;
}
