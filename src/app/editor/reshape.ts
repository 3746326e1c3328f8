import { boxKind } from '../../phantom/shapes/box-kinds.ts';
import { frameOf, fromFrame, toFrame } from './box-frame.ts';
import { type BoxShape, type EditedShape, middleOf, type Point, sidesOf, withSideNumbers } from './edited-shape.ts';
import { rounded, tidyAngle, withoutNoise } from './rounding.ts';

const SNAP_DEG = 15;
/** A centre holds finer digits than sides do, so that the opposite side of a turned shape stays. */
const CENTRE_DECIMALS = 2;

/** Moved by (dx, dy), themselves rounded, so that moving back leads back. */
export function moved<Shape extends EditedShape>(shape: Shape, dx: number, dy: number, decimals: number): Shape {
  const x = (from: number) => withoutNoise(from + rounded(dx, decimals));
  const y = (from: number) => withoutNoise(from + rounded(dy, decimals));
  if (shape.type !== 'polygon') return { ...shape, x: x(shape.x), y: y(shape.y) };
  return { ...shape, points: shape.points.map((corner) => [x(corner[0]), y(corner[1])]) };
}

export interface ResizeOptions {
  /** Keeps the proportion of the sides. */
  readonly proportional: boolean;
  /** Keeps the centre instead of the opposite side. */
  readonly aboutCentre: boolean;
}

/** Which side or corner of a box is dragged, along its own axes. */
export interface BoxSide {
  readonly alongX: -1 | 0 | 1;
  readonly alongY: -1 | 0 | 1;
}

/** Drags a side or a corner to a point; the opposite one stays. The shape never turns inside out. */
export function resized(
  shape: BoxShape,
  { alongX, alongY }: BoxSide,
  point: Point,
  { proportional, aboutCentre }: ResizeOptions,
  decimals: number,
): BoxShape {
  const { halfWidth, halfHeight, ...frame } = frameOf(shape);
  const at = toFrame({ halfWidth, halfHeight, ...frame }, point);
  const sideTo = (along: number, half: number, position: number) => {
    if (along === 0) return 2 * half;
    return Math.max(0, aboutCentre ? 2 * along * position : along * position + half);
  };
  let width = sideTo(alongX, halfWidth, at.x);
  let height = sideTo(alongY, halfHeight, at.y);
  if (proportional) {
    const factor = Math.max(alongX === 0 ? 0 : width / (2 * halfWidth), alongY === 0 ? 0 : height / (2 * halfHeight));
    width = 2 * halfWidth * factor;
    height = 2 * halfHeight * factor;
  }
  const sized = withSides(shape, width, height, decimals);
  const { halfWidth: newHalfWidth, halfHeight: newHalfHeight } = frameOf(sized);
  if (aboutCentre) return sized;
  const centre = fromFrame(
    { halfWidth, halfHeight, ...frame },
    { x: alongX * (newHalfWidth - halfWidth), y: alongY * (newHalfHeight - halfHeight) },
  );
  const digits = decimals + CENTRE_DECIMALS;
  return {
    ...sized,
    // A centre that has not moved keeps the digits it came with.
    x: centre.x === shape.x ? shape.x : rounded(centre.x, digits),
    y: centre.y === shape.y ? shape.y : rounded(centre.y, digits),
  };
}

/** The same centre with other sides, at least one step of the last digit long; half-planes are stretched with them. */
export function withSides(shape: BoxShape, width: number, height: number, decimals: number): BoxShape {
  const before = frameOf(shape);
  const least = 10 ** -decimals;
  const side = (length: number, old: number) => {
    if (length === old) return old;
    return Math.max(least, rounded(length, decimals));
  };
  const { halves } = boxKind(shape.type);
  const [oldWidth, oldHeight] = sidesOf(shape);
  const sized = withSideNumbers(shape, [side((width * halves) / 2, oldWidth), side((height * halves) / 2, oldHeight)]);
  if (!shape.clip) return sized;
  const after = frameOf(sized);
  const factorX = after.halfWidth / before.halfWidth;
  const factorY = after.halfHeight / before.halfHeight;
  return { ...sized, clip: stretchedClip(shape.clip, factorX, factorY, decimals + CENTRE_DECIMALS) };
}

/** p · n ≤ d holds for p where it holds for p stretched with the normal shrunk by the same factors. */
function stretchedClip(
  clip: NonNullable<BoxShape['clip']>,
  factorX: number,
  factorY: number,
  decimals: number,
): NonNullable<BoxShape['clip']> {
  if (factorX === 1 && factorY === 1) return clip;
  return clip.map(({ normalDeg, distance }) => {
    const normalRad = (normalDeg * Math.PI) / 180;
    const normalX = Math.cos(normalRad) / factorX;
    const normalY = Math.sin(normalRad) / factorY;
    return {
      normalDeg: tidyAngle((Math.atan2(normalY, normalX) * 180) / Math.PI, 4),
      distance: rounded(distance / Math.hypot(normalX, normalY), decimals),
    };
  });
}

/**
 * Turned counter-clockwise about its middle.
 *
 * @param snap to the next direction of a multiple of 15°; a polygon has none and turns by such a multiple
 */
export function turned(shape: EditedShape, degrees: number, snap: boolean, decimals: number): EditedShape {
  const snapped = (angle: number) => (snap ? Math.round(angle / SNAP_DEG) * SNAP_DEG : angle);
  if (shape.type !== 'polygon') return { ...shape, angleDeg: tidyAngle(snapped(shape.angleDeg + degrees)) };
  const angleRad = (tidyAngle(snapped(degrees)) * Math.PI) / 180;
  if (angleRad === 0) return shape;
  const middle = middleOf(shape);
  const [cosine, sine] = [Math.cos(angleRad), Math.sin(angleRad)];
  return {
    ...shape,
    points: shape.points.map(([x, y]) => [
      rounded(middle.x + (x - middle.x) * cosine - (y - middle.y) * sine, decimals + CENTRE_DECIMALS),
      rounded(middle.y + (x - middle.x) * sine + (y - middle.y) * cosine, decimals + CENTRE_DECIMALS),
    ]),
  };
}
