import { MATRIX_LENGTH } from '../../geometry/lowered-scan.ts';
import {
  coveredArcRad,
  coversWholeTurn,
  geometryOf,
  isMirroredByHalfTurn,
  loweredScan,
  type Scan,
  scanOfRow,
} from '../../geometry/scan.ts';
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
 * rays may, and a whole turn of a fan, if there are {@link LEAST_VIEWS_FOR_AXIS} views or more; of a cone, where the source
 * stays at one height and a row of the detector lies in the plane that it turns in, or within half a row of it.
 */
export function whyAxisIsUntold(scan: Scan): string | null {
  const { detector, matrices } = loweredScan(scan);
  const { rows, axisRow } = detector;
  if (!scanOfRow(scan) && (axisRow < -0.5 || axisRow > rows - 0.5))
    return 'that needs a detector row in the plane of the source';
  const rises = scan.anglesRad.some((_, view) => matrices[MATRIX_LENGTH * view + 7] !== matrices[7]);
  if (rises) return 'that needs a source that stays at one height';
  if (scan.anglesRad.length < LEAST_VIEWS_FOR_AXIS) return `that needs at least ${LEAST_VIEWS_FOR_AXIS} views`;
  if (coversWholeTurn(scan)) return null;
  const geometry = geometryOf(scan);
  if (!isMirroredByHalfTurn(geometry)) return `that needs a full turn of the ${geometry.words.noun}`;
  return coveredArcRad(scan) >= Math.PI - SAME_ARC_RAD ? null : 'that needs views over 180°';
}

/** Where the axis was found, or that it is unknown and why: a sentence. */
export function axisSentence(axis: Finding): string {
  if (axis.shift === null) {
    return `The axis could not be found: ${axis.why}. The slice uses the offset as set.`;
  }
  const channels = Number(axis.shift.toFixed(2));
  const where =
    channels === 0
      ? 'at the set offset'
      : `${Math.abs(channels)} channels ${channels < 0 ? 'below' : 'above'} the set offset`;
  return axis.rows === undefined
    ? `According to the data the axis lies ${where}; the slice uses that.`
    : `According to the data of all ${axis.rows} rows together the axis lies ${where}; every slice uses that.`;
}
