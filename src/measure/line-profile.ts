import { InputError } from '../errors.ts';
import { distanceBetween } from './distances.ts';
import type { MeasuredPlane, PlanePoint } from './plane.ts';
import { isOnPlane, samplePlane } from './sample-plane.ts';

/** A line on a plane, and how wide the strip about it is that is averaged. In the unit of the plane's axes. */
export interface ProfileLine {
  readonly from: PlanePoint;
  readonly to: PlanePoint;
  /** Across the line, half of it on either side; 0 for the line alone. */
  readonly width: number;
}

/** Values along a line. */
export interface LineProfile {
  /** From the beginning of the line, the first 0, the last the length of the line. */
  readonly distances: Float64Array;
  /** At each distance; `NaN` where the strip reaches beyond the plane there, or has a pixel without a number. */
  readonly values: Float64Array;
  /** From one distance to the next. */
  readonly spacing: number;
  /** How many parallel lines each value is the mean of. */
  readonly lines: number;
  /** At how many of the distances the strip reaches beyond the plane. */
  readonly outside: number;
}

/**
 * Values along a line are no further apart than this. What is read off between them is then off by a twentieth of a pixel at
 * most for a step from one pixel to the next; it would be by a third at half a pixel.
 */
const MOST_STEP_PIXELS = 0.25;
/** As many values of the plane as half a second takes on a slow machine. */
const MOST_SAMPLES = 2 ** 23;
/** A width of three pixels that rounding has made a little more is not one of four. */
const ROUNDING = 1e-6;

/**
 * A profile: values along a straight line of any direction, bilinear between pixels ({@link samplePlane}), each the mean
 * over the width of a strip. Distances are even from one end to the other, at most a quarter of a pixel apart; the lines that are
 * averaged lie in the middles of strips of equal width, at most a pixel wide, so that a width of n pixels along a row is
 * the mean of n rows.
 *
 * Of a plane whose axes have different units, such as a sinogram, only lines along an axis have a length.
 *
 * @throws InputError for a line without length, or one so long and wide that it cannot be sampled
 */
export function lineProfile(plane: MeasuredPlane, { from, to, width }: ProfileLine): LineProfile {
  const length = distanceBetween(from, to);
  if (!(length > 0 && Number.isFinite(length))) {
    throw new InputError('A profile needs a line: its two ends are at the same place.');
  }
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const across = { x: -along.y, y: along.x };
  const steps = Math.max(1, Math.ceil((length * pixelsPer(plane, along)) / MOST_STEP_PIXELS - ROUNDING));
  const lines = Math.max(1, Math.ceil(width * pixelsPer(plane, across) - ROUNDING));
  if (!((steps + 1) * lines <= MOST_SAMPLES)) {
    throw new InputError('The line is too long and too wide for a profile: draw a shorter or a narrower one.');
  }
  const distances = Float64Array.from({ length: steps + 1 }, (_, i) => (length * i) / steps);
  const offsets = Float64Array.from({ length: lines }, (_, i) => ((i + 0.5) / lines - 0.5) * width);
  let outside = 0;
  const values = distances.map((distance, i) => {
    // The last place is the end itself, not what rounding makes of it.
    const onLine = i === steps ? to : { x: from.x + along.x * distance, y: from.y + along.y * distance };
    const beside = (offset: number) => ({ x: onLine.x + across.x * offset, y: onLine.y + across.y * offset });
    if (!(isOnPlane(plane, beside(-width / 2)) && isOnPlane(plane, beside(width / 2)))) {
      outside++;
      return Number.NaN;
    }
    return offsets.reduce((sum, offset) => sum + samplePlane(plane, beside(offset)), 0) / lines;
  });
  return { distances, values, spacing: length / steps, lines, outside };
}

/** The place on a line at a distance from its beginning. */
export function placeOnLine({ from, to }: ProfileLine, distance: number): PlanePoint {
  const part = distance / distanceBetween(from, to);
  return { x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) };
}

/** How many pixels there are to a unit of length in a direction. */
function pixelsPer({ horizontal, vertical }: MeasuredPlane, { x, y }: PlanePoint): number {
  return Math.hypot(x / horizontal.step, y / vertical.step);
}
