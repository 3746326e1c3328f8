import { boxKind } from '../../phantom/shapes/box-kinds.ts';
import { type BoxShape, type Point, sidesOf } from './edited-shape.ts';

/** Where an ellipse or a rectangle is: its centre, half its sides along its own axes, and the first axis's direction. */
export interface BoxFrame {
  readonly centre: Point;
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly cosine: number;
  readonly sine: number;
}

export function frameOf(shape: BoxShape): BoxFrame {
  const { halves } = boxKind(shape.type);
  const [width, height] = sidesOf(shape);
  const angleRad = (shape.angleDeg * Math.PI) / 180;
  return {
    centre: { x: shape.x, y: shape.y },
    halfWidth: width / halves,
    halfHeight: height / halves,
    cosine: Math.cos(angleRad),
    sine: Math.sin(angleRad),
  };
}

/** From the slice plane to the frame's own axes, from its centre. */
export function toFrame({ centre, cosine, sine }: BoxFrame, point: Point): Point {
  const x = point.x - centre.x;
  const y = point.y - centre.y;
  return { x: x * cosine + y * sine, y: y * cosine - x * sine };
}

/** The inverse of {@link toFrame}. */
export function fromFrame({ centre, cosine, sine }: BoxFrame, point: Point): Point {
  return { x: centre.x + point.x * cosine - point.y * sine, y: centre.y + point.x * sine + point.y * cosine };
}
