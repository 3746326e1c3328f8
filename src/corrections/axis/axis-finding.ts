import { coveredArcRad, coversWholeTurn, geometryOf, isMirroredByHalfTurn, type Scan } from '../../geometry/scan.ts';

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

/** Where the axis was found, or why it is unknown. */
export type AxisFinding =
  /** Channels by which the axis stands beyond where the scan has it. */
  | { readonly shift: number; readonly why: null }
  /** A part of a sentence: "the readings do not tell where the axis is: …". */
  | { readonly shift: null; readonly why: string };
