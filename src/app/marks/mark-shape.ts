import type { PlanePoint } from '../../measure/plane.ts';
import { frameOf } from '../editor/box-frame.ts';
import type { BoxShape, EditedShape, PolygonShape } from '../editor/edited-shape.ts';
import type { MarkForm } from './mark.ts';
import { fromSeen, type SeenMarks, toSeen } from './mark-plane.ts';

/**
 * A mark as a shape of the phantom editor, on the plane as it is seen, so that what hands do to shapes they do to marks. What
 * has no area is a polygon of its points, whatever their number.
 */
export function shapeOf(form: MarkForm, seen: SeenMarks): EditedShape {
  switch (form.kind) {
    case 'circle':
      return {
        type: 'ellipse',
        ...toSeen(seen, form.middle),
        semiAxisX: form.radius,
        semiAxisY: form.radius,
        angleDeg: 0,
      };
    case 'ellipse':
    case 'rectangle': {
      const halfHeight = form.halfHeight * Math.abs(seen.stretch);
      const place = { ...toSeen(seen, form.middle), angleDeg: form.angleDeg };
      return form.kind === 'ellipse'
        ? { type: 'ellipse', ...place, semiAxisX: form.halfWidth, semiAxisY: halfHeight }
        : { type: 'rectangle', ...place, width: 2 * form.halfWidth, height: 2 * halfHeight };
    }
    default:
      return polygonOf(pointsOf(form).map((point) => toSeen(seen, point)));
  }
}

/** The mark that a shape stands for, which was made of this one by a hand. */
export function formOf(form: MarkForm, shape: EditedShape, seen: SeenMarks): MarkForm {
  if (shape.type === 'polygon') {
    return withPoints(
      form,
      shape.points.map(([x, y]) => fromSeen(seen, { x, y })),
    );
  }
  return boxForm(form, shape, seen);
}

function boxForm(form: MarkForm, shape: BoxShape, seen: SeenMarks): MarkForm {
  const { centre, halfWidth, halfHeight } = frameOf(shape);
  const middle = fromSeen(seen, centre);
  if (form.kind === 'circle') return { ...form, middle, radius: halfWidth };
  if (form.kind !== 'ellipse' && form.kind !== 'rectangle') return form;
  return { ...form, middle, halfWidth, halfHeight: halfHeight / Math.abs(seen.stretch), angleDeg: shape.angleDeg };
}

export function polygonOf(points: readonly PlanePoint[]): PolygonShape {
  return { type: 'polygon', points: points.map(({ x, y }) => [x, y]) };
}

/** The points that a hand can move one by one; of a box its middle. */
export function pointsOf(form: MarkForm): readonly PlanePoint[] {
  switch (form.kind) {
    case 'polygon':
    case 'freehand':
      return form.corners;
    case 'line':
    case 'ruler':
      return [form.from, form.to];
    case 'angle':
      return [form.from, form.corner, form.to];
    case 'pin':
      return [form.at];
    default:
      return [form.middle];
  }
}

/** The same with other points, as many as it has; a polygon may have more or fewer. */
export function withPoints(form: MarkForm, points: readonly PlanePoint[]): MarkForm {
  switch (form.kind) {
    case 'polygon':
    case 'freehand':
      return { ...form, corners: points };
    case 'line':
    case 'ruler':
      return { ...form, from: points[0]!, to: points[1]! };
    case 'angle':
      return { ...form, from: points[0]!, corner: points[1]!, to: points[2]! };
    case 'pin':
      return { ...form, at: points[0]! };
    default:
      return { ...form, middle: points[0]! };
  }
}

/** The same shifted. */
export function shifted(form: MarkForm, { x, y }: PlanePoint): MarkForm {
  return withPoints(
    form,
    pointsOf(form).map((point) => ({ x: point.x + x, y: point.y + y })),
  );
}
