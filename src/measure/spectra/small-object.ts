import { InputError } from '../../errors.ts';
import type { MeasuredPlane, PlanePoint } from '../plane.ts';
import { mustHoldCircle, type PixelAround, pixelSide, pixelsAround } from './around-place.ts';
import { polynomialBackground } from './polynomial-background.ts';

/** The ring whose values are the background reaches to this many radii. */
const RING = Math.SQRT2;
/** In pixels. */
const LEAST_RADIUS = 3;
const MOST_MOVES = 100;
/** Of the radius: what the middle of a point is told from. */
const INNER_PART = 0.5;
/** In deviations of the sum over the circle: less is noise. */
const LEAST_SIGNAL = 5;

/** Something small on an even background: a wire, a point, a disk. */
export interface SmallObject {
  /** Its centroid, of what differs from the background. */
  readonly middle: PlanePoint;
  /** The pixels within the radius about it, less the background. */
  readonly pixels: readonly PixelAround[];
  /** The background at its middle. */
  readonly background: number;
  /** Standard deviation of the ring’s pixels about the background. */
  readonly deviation: number;
  /** Sum of the pixels’ values times a pixel’s area: the object’s contrast integrated over its area. */
  readonly mass: number;
}

/**
 * Finds what differs from its surroundings near a place. The background is the plane z = a + b·x + c·y that fits the ring
 * from one radius to √2 of it best; the circle is moved until its middle is the centroid of what is left: of all of it, or, where
 * a point is, of its inner half, fading out, since far out there are but streaks that would count with their distance.
 *
 * @param near within the radius of it
 * @param kind a point is looked for where values differ most; a disk differs as much everywhere
 * @param radius in mm, to hold the object with all its blur
 * @throws InputError where the circle and its ring are not all on the picture, or where nothing stands out there
 */
export function smallObject(
  plane: MeasuredPlane,
  near: PlanePoint,
  radius: number,
  kind: 'point' | 'disk',
): SmallObject {
  const side = pixelSide(plane);
  if (!(radius >= LEAST_RADIUS * side)) {
    throw new InputError(
      `The circle must be at least ${LEAST_RADIUS} pixels (${(LEAST_RADIUS * side).toFixed(2)} mm) in radius to be measured.`,
    );
  }
  let middle = near;
  for (let move = 0; ; move++) {
    mustHoldCircle(plane, middle, RING * radius);
    const found = lessBackground(plane, middle, radius);
    const sum = found.pixels.reduce((total, { value }) => total + value, 0);
    if (!(Math.abs(sum) > LEAST_SIGNAL * found.deviation * Math.sqrt(found.pixels.length))) throw nothingThere(near);
    const step = toTheMiddle(found.pixels, kind, radius, move);
    if (Math.hypot(step.x, step.y) < 1e-6 * side || move === MOST_MOVES) {
      const { pixels, background, deviation } = found;
      return { middle, pixels, background, deviation, mass: sum * side * side };
    }
    middle = { x: middle.x + step.x, y: middle.y + step.y };
    if (!(Math.hypot(middle.x - near.x, middle.y - near.y) <= 2 * radius)) throw nothingThere(near);
  }
}

function lessBackground(plane: MeasuredPlane, middle: PlanePoint, radius: number) {
  const all = [...pixelsAround(plane, middle, RING * radius)];
  const ring = all.filter(({ distance }) => distance > radius);
  const scaled = ring.map(({ dx, dy, value }) => ({ x: dx / radius, y: dy / radius, value }));
  const background = polynomialBackground(scaled, 1);
  if (!background) throw new InputError('There are too few pixels around the object to tell its background.');
  const squares = scaled.reduce((sum, { x, y, value }) => sum + (value - background(x, y)) ** 2, 0);
  return {
    pixels: all
      .filter(({ distance }) => distance <= radius)
      .map((pixel) => ({ ...pixel, value: pixel.value - background(pixel.dx / radius, pixel.dy / radius) })),
    background: background(0, 0),
    deviation: Math.sqrt(squares / Math.max(1, ring.length - 3)),
  };
}

function toTheMiddle(pixels: readonly PixelAround[], kind: 'point' | 'disk', radius: number, move: number): PlanePoint {
  if (kind === 'disk') return centroid(pixels, () => 1);
  if (move > 0) return centroid(pixels, (distance) => fading(distance / (INNER_PART * radius)));
  const largest = pixels.reduce((most, pixel) => (Math.abs(pixel.value) > Math.abs(most.value) ? pixel : most));
  return { x: largest.dx, y: largest.dy };
}

function centroid(pixels: readonly PixelAround[], weigh: (distance: number) => number): PlanePoint {
  let [sum, x, y] = [0, 0, 0];
  for (const { dx, dy, distance, value } of pixels) {
    const weighted = weigh(distance) * value;
    sum += weighted;
    x += weighted * dx;
    y += weighted * dy;
  }
  return { x: x / sum, y: y / sum };
}

/** 1 at 0, and 0 from 1 on. */
function fading(part: number): number {
  return part < 1 ? (1 + Math.cos(Math.PI * part)) / 2 : 0;
}

function nothingThere({ x, y }: PlanePoint): InputError {
  return new InputError(
    `Nothing stands out from its surroundings near (${x.toFixed(1)}, ${y.toFixed(1)}) mm; mark the object that is to be measured.`,
  );
}
