import type { Scan } from './scan.ts';
import { foldAngle } from './view-weights.ts';

const TURN = 2 * Math.PI;

/**
 * The part of the whole turn that the views stand for, in radians, each with its own step: all but the widest gap, and up
 * to 2π where that gap is a step like the others. Parallel views half a turn apart count as two, though they see the same
 * lines, for a detector that stands to one side sees other parts of these.
 */
export function turnCoveredRad({ anglesRad }: Pick<Scan, 'anglesRad'>): number {
  const folded = anglesRad.map((angle) => foldAngle(angle, TURN)).sort();
  const distinct = folded.filter((angle, i) => i === 0 || angle - folded[i - 1]! > SAME_ANGLE_RAD);
  if (distinct.length < 2) return 0;
  let widest = distinct[0]! + TURN - distinct.at(-1)!;
  for (let i = 1; i < distinct.length; i++) widest = Math.max(widest, distinct[i]! - distinct[i - 1]!);
  const span = TURN - widest;
  return Math.min(TURN, (span * distinct.length) / (distinct.length - 1));
}

const SAME_ANGLE_RAD = 1e-7;
