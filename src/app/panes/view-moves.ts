import type { LayoutRectangle } from './layout-parts.ts';
import type { Navigation } from './navigation.ts';
import type { PaneLayout } from './pane-layout.ts';
import { type CanvasPoint, canvasToPicture, type PicturePoint } from './picture-projection.ts';
import type { PixelGrid } from './viewport.ts';

/** The pane whose view is moved. */
export interface ViewMovesHost<View> {
  readonly view: View;
  /** How the picture lies in the body; null while there is none. */
  picture(): { readonly layout: PaneLayout; readonly grid: PixelGrid } | null;
  /** Asks the pane's owner for another view. */
  ask(view: View): void;
}

/**
 * Moves of a view over its picture, as hands and keys ask for them. Moves that go on for a while start from the view that
 * was there when they began. Points are in CSS pixels of the pane's body.
 */
export class ViewMoves<View> {
  readonly #navigation: Navigation<View>;
  readonly #host: ViewMovesHost<View>;

  constructor(navigation: Navigation<View>, host: ViewMovesHost<View>) {
    this.#navigation = navigation;
    this.#host = host;
  }

  get view(): View {
    return this.#host.view;
  }

  fit(): void {
    this.#host.ask(this.#navigation.fitted);
  }

  /** Moves the middle of the view by so many pixels of the picture. */
  panBy(columns: number, rows: number): void {
    this.#change(this.view, (view, grid) => this.#navigation.panBy(view, grid, columns, rows));
  }

  /** Moves the middle of the view by parts of what is seen. */
  panByParts(across: number, down: number): void {
    const seen = this.#host.picture()?.layout.framePixels;
    if (seen) this.panBy(across * seen.width, down * seen.height);
  }

  /** Keeps under the hand what was there when it went down. */
  drag(from: View, start: CanvasPoint, now: CanvasPoint): void {
    this.#change(from, (view, grid, area) => {
      const visible = this.#navigation.visible(view, grid, area.width, area.height);
      const columns = ((start.x - now.x) / area.width) * visible.width;
      const rows = ((start.y - now.y) / area.height) * visible.height;
      return this.#navigation.panBy(view, grid, columns, rows);
    });
  }

  /** Zooms about a point of the body, under which the picture stays. */
  zoom(from: View, about: CanvasPoint, factor: number): void {
    this.#change(from, (view, grid, area) =>
      this.#navigation.zoomAt(view, grid, this.#pictureAt(view, grid, area, about), factor),
    );
  }

  /** Zooms about the middle of what is seen. */
  zoomMiddle(factor: number): void {
    const frame = this.#host.picture()?.layout.frame;
    if (frame) this.zoom(this.view, { x: frame.left + frame.width / 2, y: frame.top + frame.height / 2 }, factor);
  }

  /** Two fingers: so much farther apart, and their middle moved from one place to another. */
  pinch(from: View, factor: number, start: CanvasPoint, now: CanvasPoint): void {
    this.#change(from, (view, grid, area) => {
      const zoomed = this.#navigation.zoomAt(view, grid, this.#pictureAt(view, grid, area, start), factor);
      const before = this.#pictureAt(zoomed, grid, area, now);
      const after = this.#pictureAt(zoomed, grid, area, start);
      return this.#navigation.panBy(zoomed, grid, after.column - before.column, after.row - before.row);
    });
  }

  /** Asks for a view made from another, both kept on the picture. */
  #change(from: View, change: (view: View, grid: PixelGrid, area: LayoutRectangle) => View): void {
    const picture = this.#host.picture();
    if (!picture) return;
    const { grid } = picture;
    const { area } = picture.layout;
    const start = this.#navigation.clamp(from, grid, area.width, area.height);
    this.#host.ask(this.#navigation.clamp(change(start, grid, area), grid, area.width, area.height));
  }

  /** The point of the picture that lies under a point of the body when the picture is seen through `view`. */
  #pictureAt(view: View, grid: PixelGrid, area: LayoutRectangle, point: CanvasPoint): PicturePoint {
    return canvasToPicture(
      {
        visible: this.#navigation.visible(view, grid, area.width, area.height),
        widthPixels: area.width,
        heightPixels: area.height,
      },
      { x: point.x - area.left, y: point.y - area.top },
    );
  }
}
