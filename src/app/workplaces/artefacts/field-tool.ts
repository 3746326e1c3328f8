import type { OverlayProjection } from '../../panes/pane-content.ts';
import type { PaneTool } from '../../panes/pane-tool.ts';
import type { ToolLook } from '../../panes/tool-look.ts';

const DASH_PIXELS = [6, 4] as const;

/** Draws how far about the axis a scan sees; the hand keeps what it has. */
export class FieldTool implements PaneTool {
  readonly leavesLeft = true;
  readonly #radiusMm: () => number;

  /** @param radiusMm Infinity where there is nothing to be drawn */
  constructor(radiusMm: () => number) {
    this.#radiusMm = radiusMm;
  }

  paint(context: CanvasRenderingContext2D, { valueToCanvas }: OverlayProjection, look: ToolLook): void {
    const radiusMm = this.#radiusMm();
    if (!Number.isFinite(radiusMm)) return;
    const { style, lineScale } = look;
    const middle = valueToCanvas(0, 0);
    const [right, top] = [valueToCanvas(radiusMm, 0), valueToCanvas(0, radiusMm)];
    const circle = new Path2D();
    circle.ellipse(middle.x, middle.y, Math.abs(right.x - middle.x), Math.abs(top.y - middle.y), 0, 0, 2 * Math.PI);
    context.strokeStyle = style.onPictureGround;
    context.lineWidth = 3.5 * lineScale;
    context.stroke(circle);
    context.strokeStyle = style.accent;
    context.lineWidth = 1.5 * lineScale;
    context.setLineDash(DASH_PIXELS.map((length) => length * lineScale));
    context.stroke(circle);
    context.setLineDash([]);
  }
}
