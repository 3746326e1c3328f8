import type { PlanePoint } from '../../measure/plane.ts';
import type { SeenPlane } from '../editor/handles.ts';
import type { OverlayProjection } from '../panes/pane-content.ts';
import type { CanvasPoint } from '../panes/picture-projection.ts';
import type { Plane } from '../views/view.ts';
import type { Mark, MarkKind } from './mark.ts';

/**
 * How a pane shows a plane. Hands work on it as it is seen: y is stretched by `stretch`, so that it counts upwards and as
 * much as x does, whatever the axes are.
 */
export interface SeenMarks extends SeenPlane {
  /** What y is multiplied by; 1 where both axes have the same unit and y runs up. */
  readonly stretch: number;
  /** Whether both axes count the same, so that lengths and angles mean something. */
  readonly isToScale: boolean;
}

/** What a pane shows, by how it is painted over. */
export function seenMarks({ frame, hasLengths, valueToCanvas }: OverlayProjection): SeenMarks {
  const origin = valueToCanvas(0, 0);
  const across = valueToCanvas(1, 0).x - origin.x;
  const up = origin.y - valueToCanvas(0, 1).y;
  return {
    // Panes are whole pixels wide and high, which is no other scale.
    stretch: hasLengths ? Math.sign(up) : up / across,
    ...{ isToScale: hasLengths, pixel: 1 / across },
    visible: {
      left: (frame.left - origin.x) / across,
      right: (frame.left + frame.width - origin.x) / across,
      bottom: (origin.y - frame.top - frame.height) / across,
      top: (origin.y - frame.top) / across,
    },
  };
}

/** A place as it is seen. */
export function toSeen({ stretch }: SeenMarks, { x, y }: PlanePoint): PlanePoint {
  return { x, y: y * stretch };
}

/** The inverse of {@link toSeen}. */
export function fromSeen({ stretch }: SeenMarks, { x, y }: PlanePoint): PlanePoint {
  return { x, y: y / stretch };
}

/** Where places as they are seen lie on the canvas that is painted over. */
export function canvasPlaces(seen: SeenMarks, { valueToCanvas }: OverlayProjection): (at: PlanePoint) => CanvasPoint {
  return (at) => {
    const { x, y } = fromSeen(seen, at);
    return valueToCanvas(x, y);
  };
}

/** The marks that lie on a plane. */
export function marksOn(marks: readonly Mark[], plane: Plane): readonly Mark[] {
  return marks.filter((mark) => mark.plane === plane);
}

/** A circle, a length and an angle need axes that count the same. */
export const NEED_SCALE: readonly MarkKind[] = ['circle', 'ruler', 'angle'];

/** Why a mark of a kind cannot stand on a plane, as a sentence; `null` where it can. */
export function whyNoMark(kind: MarkKind, { isToScale }: SeenMarks): string | null {
  if (isToScale || !NEED_SCALE.includes(kind)) return null;
  return 'The axes of this image have different units, so it has no circles, lengths or angles. Use an ellipse, a rectangle or a line.';
}
