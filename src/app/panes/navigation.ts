import type { PixelRectangle } from './image-surface.ts';
import type { PicturePoint } from './picture-projection.ts';
import {
  clampStretchViewport,
  FITTED_STRETCH_VIEWPORT,
  panStretchBy,
  type StretchViewport,
  visibleStretchPixels,
  zoomStretchAt,
} from './stretch-viewport.ts';
import {
  clampViewport,
  FITTED_VIEWPORT,
  type PixelGrid,
  panBy,
  pixelToSlice,
  type Viewport,
  visiblePixels,
  zoomAt,
} from './viewport.ts';

/** How a pane moves over its picture: one way for those to scale, one for stretched ones. All in picture pixels. */
export interface Navigation<View> {
  /** Shows everything. */
  readonly fitted: View;
  /** Zooms by `factor` about a point of the picture that stays where it is. */
  zoomAt(view: View, grid: PixelGrid, anchor: PicturePoint, factor: number): View;
  /** Moves the middle of the view by so many picture pixels. */
  panBy(view: View, grid: PixelGrid, columns: number, rows: number): View;
  /** Keeps the view on the picture, for a canvas of this size. */
  clamp(view: View, grid: PixelGrid, widthPixels: number, heightPixels: number): View;
  /** The part of the picture that fills a canvas of this size; may reach beyond the picture. */
  visible(view: View, grid: PixelGrid, widthPixels: number, heightPixels: number): PixelRectangle;
}

/** For what is seen to scale: pixels keep their shape, the viewport is in millimetres and can be shared between panes. */
export const toScaleNavigation: Navigation<Viewport> = {
  fitted: FITTED_VIEWPORT,
  zoomAt: (view, grid, anchor, factor) => zoomAt(view, pixelToSlice(grid, anchor), factor),
  panBy: (view, grid, columns, rows) =>
    panBy(view, columns * grid.pixelSizeMm, -rows * (grid.pixelHeightMm ?? grid.pixelSizeMm)),
  clamp: clampViewport,
  visible: visiblePixels,
};

/** For sinograms: the picture always fills the pane, whatever its shape. */
export const stretchNavigation: Navigation<StretchViewport> = {
  fitted: FITTED_STRETCH_VIEWPORT,
  zoomAt: (view, grid, anchor, factor) =>
    zoomStretchAt(view, { across: anchor.column / grid.columns, down: anchor.row / grid.rows }, factor, factor),
  panBy: (view, grid, columns, rows) => panStretchBy(view, columns / grid.columns, rows / grid.rows),
  clamp: clampStretchViewport,
  visible: (view, grid) => visibleStretchPixels(view, grid.rows, grid.columns),
};
