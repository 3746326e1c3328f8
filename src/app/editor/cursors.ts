import type { EditedShape } from './edited-shape.ts';
import type { HandleKind } from './handles.ts';

/** CSS's cursors along a direction, from pointing right, every 45° counter-clockwise. */
const ALONG = ['ew-resize', 'nesw-resize', 'ns-resize', 'nwse-resize'] as const;

/** The cursor over a handle of a shape, in CSS's words. */
export function cursorOf(handle: HandleKind, shape: EditedShape): string {
  switch (handle.kind) {
    case 'move':
      return 'move';
    case 'rotate':
      return 'grab';
    case 'corner':
      return 'crosshair';
    case 'edge':
      return 'copy';
    case 'resize': {
      const angleDeg = shape.type === 'polygon' ? 0 : shape.angleDeg;
      const directionDeg = angleDeg + (Math.atan2(handle.alongY, handle.alongX) * 180) / Math.PI;
      return ALONG[((Math.round(directionDeg / 45) % 4) + 4) % 4]!;
    }
  }
}
