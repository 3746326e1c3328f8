import type { PixelRectangle } from '../image-surface.ts';
import type { OverlayProjection } from '../pane-content.ts';
import { paneKeyAction } from '../pane-keys.ts';
import type { PaneTool, ToolPoint } from '../pane-tool.ts';
import type { ToolLook } from '../tool-look.ts';
import type { PixelGrid } from '../viewport.ts';

/** A pixel of a picture. */
export interface PicturePixel {
  readonly row: number;
  readonly column: number;
}

export interface CrosshairToolHost {
  /** The picture's pixels and the part of them that is seen; null while there is none. */
  picture(): { readonly grid: PixelGrid; readonly seen: PixelRectangle } | null;
  /** Moves the view by so many pixels of the picture. */
  panBy(columns: number, rows: number): void;
  moved(): void;
}

/** The crosshair that reads values without a mouse: keys show it and move it; the mouse takes the reading back. */
export class CrosshairTool implements PaneTool {
  readonly #host: CrosshairToolHost;
  #pixel: PicturePixel | null = null;

  constructor(host: CrosshairToolHost) {
    this.#host = host;
  }

  /** The pixel under it; null while it is hidden. */
  get pixel(): PicturePixel | null {
    return this.#pixel;
  }

  /** Where keys move it from: where it is, or in the middle of what is seen. */
  show(): void {
    const picture = this.#host.picture();
    if (picture && !this.#pixel) this.#set(middleOf(picture.seen, picture.grid));
  }

  hide(): void {
    if (this.#pixel) this.#set(null);
  }

  /** Another picture may have fewer pixels. */
  keepOn({ rows, columns }: PixelGrid): void {
    if (!this.#pixel) return;
    this.#pixel = { row: Math.min(this.#pixel.row, rows - 1), column: Math.min(this.#pixel.column, columns - 1) };
  }

  /** There is nothing to read from. */
  forget(): void {
    this.#pixel = null;
  }

  hover(point: ToolPoint | null): string {
    if (point) this.hide();
    return '';
  }

  key(event: KeyboardEvent): boolean {
    const picture = this.#host.picture();
    const action = picture && paneKeyAction(event, this.#pixel !== null);
    switch (action?.kind) {
      case 'toggle-crosshair':
        this.#set(this.#pixel ? null : middleOf(picture!.seen, picture!.grid));
        return true;
      case 'hide-crosshair':
        this.#set(null);
        return true;
      case 'move-crosshair':
        this.#moveBy(action.columns, action.rows);
        return true;
      default:
        return false;
    }
  }

  paint(
    context: CanvasRenderingContext2D,
    projection: OverlayProjection,
    { style, fontSizePixels, lineScale }: ToolLook,
  ): void {
    if (!this.#pixel) return;
    const { x, y } = projection.pixelToCanvas(this.#pixel.column + 0.5, this.#pixel.row + 0.5);
    const { frame } = projection;
    const hole = fontSizePixels * 0.6;
    const path = new Path2D();
    path.moveTo(frame.left, y);
    path.lineTo(x - hole, y);
    path.moveTo(x + hole, y);
    path.lineTo(frame.left + frame.width, y);
    path.moveTo(x, frame.top);
    path.lineTo(x, y - hole);
    path.moveTo(x, y + hole);
    path.lineTo(x, frame.top + frame.height);
    context.strokeStyle = style.onPictureGround;
    context.lineWidth = 3 * lineScale;
    context.stroke(path);
    context.strokeStyle = style.accent;
    context.lineWidth = lineScale;
    context.stroke(path);
  }

  #set(pixel: PicturePixel | null): void {
    this.#pixel = pixel;
    this.#host.moved();
  }

  #moveBy(columns: number, rows: number): void {
    const picture = this.#host.picture();
    if (!picture || !this.#pixel) return;
    const { grid, seen } = picture;
    const row = Math.min(Math.max(this.#pixel.row + rows, 0), grid.rows - 1);
    const column = Math.min(Math.max(this.#pixel.column + columns, 0), grid.columns - 1);
    this.#set({ row, column });
    // The view follows a crosshair that walks out of it.
    const across = beyond(column, seen.left, seen.width);
    const down = beyond(row, seen.top, seen.height);
    if (across !== 0 || down !== 0) this.#host.panBy(across, down);
  }
}

function middleOf({ left, top, width, height }: PixelRectangle, { rows, columns }: PixelGrid): PicturePixel {
  return {
    row: Math.min(Math.floor(top + height / 2), rows - 1),
    column: Math.min(Math.floor(left + width / 2), columns - 1),
  };
}

/** How far a pixel lies beyond a stretch of them; negative before its beginning. */
function beyond(position: number, first: number, length: number): number {
  return Math.min(0, position - first) + Math.max(0, position + 1 - (first + length));
}
