import type { PaneTool, ToolPoint } from '../../panes/pane-tool.ts';
import type { Plane } from '../../views/view.ts';
import type { Strokes } from './strokes.ts';

/** A pen on the pictures of a plane. What it has drawn is painted by whoever has the strokes, with and without the pen. */
export class PenTool implements PaneTool {
  readonly dragCursor = 'crosshair';
  readonly usesShift = true;
  readonly #plane: Plane;
  readonly #strokes: Strokes;

  constructor(plane: Plane, strokes: Strokes) {
    this.#plane = plane;
    this.#strokes = strokes;
  }

  press(point: ToolPoint): void {
    this.#strokes.begin(this.#plane, point);
  }

  drag(point: ToolPoint): void {
    this.#strokes.grow(point);
  }

  release(cancelled: boolean): void {
    this.#strokes.end(cancelled);
  }

  hover(): string {
    return 'crosshair';
  }

  /** A second click is another dot, and does not let the pane fill the stage. */
  doubleClick(): void {}
}
