import type { PaneTool, ToolPoint } from '../../panes/pane-tool.ts';
import type { Plane } from '../../views/view.ts';
import type { Strokes } from './strokes.ts';

/**
 * A pen on the pictures of a plane. What it has drawn is painted by whoever has the strokes, with and without the pen; what the
 * tool paints that the pane has otherwise, such as marks, stays to be seen.
 */
export class PenTool implements PaneTool {
  readonly dragCursor = 'crosshair';
  readonly usesShift = true;
  readonly #plane: Plane;
  readonly #strokes: Strokes;
  /** What the pane has without the pen. */
  under: PaneTool | null = null;

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

  paint(...over: Parameters<NonNullable<PaneTool['paint']>>): void {
    this.under?.paint?.(...over);
  }

  /** A second click is another dot, and does not let the pane fill the stage. */
  doubleClick(): void {}
}
