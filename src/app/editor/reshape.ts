import { boxKind } from '../../phantom/shapes/box-kinds.ts';
import { frameOf, fromFrame, toFrame } from './box-frame.ts';
import { type BoxShape, type EditedShape, middleOf, type Point, sidesOf, withSideNumbers } from './edited-shape.ts';
import { tidyAngle, toStep, withoutNoise } from './rounding.ts';

/** A centre is so much finer than sides are, so that the opposite side of a turned shape stays. */
const CENTRE_FINENESS = 100;

/** Moved by (dx, dy), themselves rounded to the step, so that moving back leads back. */
export function moved<Shape extends EditedShape>(shape: Shape, dx: number, dy: number, step: number): Shape {
  const x = (from: number) => withoutNoise(from + toStep(dx, step));
  const y = (from: number) => withoutNoise(from + toStep(dy, step));
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
  step: number,
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
  const sized = withSides(shape, width, height, step);
  const { halfWidth: newHalfWidth, halfHeight: newHalfHeight } = frameOf(sized);
  if (aboutCentre) return sized;
  const centre = fromFrame(
    { halfWidth, halfHeight, ...frame },
    { x: alongX * (newHalfWidth - halfWidth), y: alongY * (newHalfHeight - halfHeight) },
  );
  const fine = step / CENTRE_FINENESS;
  return {
    ...sized,
    // A centre that has not moved keeps the digits it came with.
    x: centre.x === shape.x ? shape.x : toStep(centre.x, fine),
    y: centre.y === shape.y ? shape.y : toStep(centre.y, fine),
  };
}

/** The same centre with other sides, whole steps long and one at least; half-planes are stretched with them. */
export function withSides(shape: BoxShape, width: number, height: number, step: number): BoxShape {
  const before = frameOf(shape);
  const side = (length: number, old: number) => {
    if (length === old) return old;
    return Math.max(step, toStep(length, step));
  };
  const { halves } = boxKind(shape.type);
  const [oldWidth, oldHeight] = sidesOf(shape);
  const sized = withSideNumbers(shape, [side((width * halves) / 2, oldWidth), side((height * halves) / 2, oldHeight)]);
  if (!shape.clip) return sized;
  const after = frameOf(sized);
  const factorX = after.halfWidth / before.halfWidth;
  const factorY = after.halfHeight / before.halfHeight;
  return { ...sized, clip: stretchedClip(shape.clip, factorX, factorY, step / CENTRE_FINENESS) };
}

/** p · n ≤ d holds for p where it holds for p stretched with the normal shrunk by the same factors. */
function stretchedClip(
  clip: NonNullable<BoxShape['clip']>,
  factorX: number,
  factorY: number,
  step: number,
): NonNullable<BoxShape['clip']> {
  if (factorX === 1 && factorY === 1) return clip;
  return clip.map(({ normalDeg, distance }) => {
    const normalRad = (normalDeg * Math.PI) / 180;
    const normalX = Math.cos(normalRad) / factorX;
    const normalY = Math.sin(normalRad) / factorY;
    return {
      normalDeg: tidyAngle((Math.atan2(normalY, normalX) * 180) / Math.PI, 4),
      distance: toStep(distance / Math.hypot(normalX, normalY), step),
    };
  });
}

/**
 * Turned counter-clockwise about its middle.
 *
 * @param stepDeg to the next direction of a multiple of it; a polygon has none and turns by such a multiple
 */
export function turned(shape: EditedShape, degrees: number, stepDeg: number, step: number): EditedShape {
  const snapped = (angle: number) => tidyAngle(toStep(angle, stepDeg));
  if (shape.type !== 'polygon') return { ...shape, angleDeg: snapped(shape.angleDeg + degrees) };
  const angleRad = (snapped(degrees) * Math.PI) / 180;
  if (angleRad === 0) return shape;
  const middle = middleOf(shape);
  const [cosine, sine] = [Math.cos(angleRad), Math.sin(angleRad)];
  return {
    ...shape,
    points: shape.points.map(([x, y]) => [
      toStep(middle.x + (x - middle.x) * cosine - (y - middle.y) * sine, step / CENTRE_FINENESS),
      toStep(middle.y + (x - middle.x) * sine + (y - middle.y) * cosine, step / CENTRE_FINENESS),
    ]),
  };
}
