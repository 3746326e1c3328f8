import { coveredArcRad, coversWholeTurn, geometryOf, isMirroredByHalfTurn, type Scan } from '../../geometry/scan.ts';
import type { Finding } from '../correction.ts';

/** Rounding of degrees into radians and back. */
const SAME_ARC_RAD = 1e-6;

/**
 * Fewer views than this are judged by chance: of the FORBILD head three to six of a fan's whole turn miss the axis by up to
 * 1.5 channels, eight and more by 0.06 at most.
 */
export const LEAST_VIEWS_FOR_AXIS = 8;

/**
 * Why the views of a scan cannot tell where its axis is, in a few words, or `null` where they may: half a turn of parallel
 * rays may, and a whole turn of a fan, if there are {@link LEAST_VIEWS_FOR_AXIS} views or more.
 */
export function whyAxisIsUntold(scan: Scan): string | null {
  if (scan.anglesRad.length < LEAST_VIEWS_FOR_AXIS) return `that needs ${LEAST_VIEWS_FOR_AXIS} views at least`;
  if (coversWholeTurn(scan)) return null;
  const geometry = geometryOf(scan);
  if (!isMirroredByHalfTurn(geometry)) return `that needs a whole turn of the ${geometry.words.noun}`;
  return coveredArcRad(scan) >= Math.PI - SAME_ARC_RAD ? null : 'that needs views over half a turn';
}

/** Where the axis was found, or that it is unknown and why: a sentence. */
export function axisSentence(axis: Finding): string {
  if (axis.shift === null) {
    return `The readings do not tell where the axis is: ${axis.why}. The slice is made with the offset as it is.`;
  }
  const channels = Number(axis.shift.toFixed(2));
  const where =
    channels === 0 ? 'where' : `${Math.abs(channels)} channels ${channels < 0 ? 'short of' : 'beyond'} where`;
  return `By the readings the axis stands ${where} the offset has it; the slice is made with that.`;
}
