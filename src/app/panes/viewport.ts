import type { PixelRectangle } from './image-surface.ts';

/**
 * What part of the slice plane the image panes show; they share one, so that the same spot is compared in each. In slice
 * millimetres, x to the right, y up, the origin on the axis of rotation.
 */
export interface Viewport {
  /** The point in the middle of the pane, mm. */
  readonly centreXMm: number;
  readonly centreYMm: number;
  /** 1 shows the whole image as large as the pane allows; 2 the middle half of it. */
  readonly zoom: number;
}

/** The pixels of an image and their size. */
export interface PixelGrid {
  readonly rows: number;
  readonly columns: number;
  /** From column to column. */
  readonly pixelSizeMm: number;
  /** From row to row, where that is not the same: slices may be farther apart than pixels. */
  readonly pixelHeightMm?: number;
}

/** A point of the slice plane, mm. */
export interface SlicePoint {
  readonly xMm: number;
  readonly yMm: number;
}

export const SMALLEST_ZOOM = 1;
export const LARGEST_ZOOM = 64;

/** The whole image. */
export const FITTED_VIEWPORT: Viewport = { centreXMm: 0, centreYMm: 0, zoom: 1 };

/** Zooms by `factor`, within the limits, leaving `anchor` where it is on the screen. */
export function zoomAt(viewport: Viewport, anchor: SlicePoint, factor: number): Viewport {
  const zoom = Math.min(Math.max(viewport.zoom * factor, SMALLEST_ZOOM), LARGEST_ZOOM);
  const shrink = viewport.zoom / zoom;
  return {
    centreXMm: anchor.xMm + (viewport.centreXMm - anchor.xMm) * shrink,
    centreYMm: anchor.yMm + (viewport.centreYMm - anchor.yMm) * shrink,
    zoom,
  };
}

/** Moves the middle of the view by (dxMm, dyMm); the picture moves the other way on the screen. */
export function panBy(viewport: Viewport, dxMm: number, dyMm: number): Viewport {
  return { ...viewport, centreXMm: viewport.centreXMm + dxMm, centreYMm: viewport.centreYMm + dyMm };
}

/** How many pixels wide a pixel is high. */
function aspectOf({ pixelSizeMm, pixelHeightMm = pixelSizeMm }: PixelGrid): number {
  return pixelHeightMm / pixelSizeMm;
}

/** Screen pixels per image pixel across: as large as lets the whole image into the canvas, times the zoom. */
export function screenPixelsPerPixel(
  viewport: Viewport,
  grid: PixelGrid,
  widthPixels: number,
  heightPixels: number,
): number {
  return viewport.zoom * Math.min(widthPixels / grid.columns, heightPixels / (grid.rows * aspectOf(grid)));
}

/**
 * The part of the image that a canvas of widthPixels × heightPixels shows. A millimetre is as long in every direction, so
 * along the canvas's longer side the rectangle may reach beyond the image.
 */
export function visiblePixels(
  viewport: Viewport,
  grid: PixelGrid,
  widthPixels: number,
  heightPixels: number,
): PixelRectangle {
  const scale = screenPixelsPerPixel(viewport, grid, widthPixels, heightPixels);
  const width = widthPixels / scale;
  const height = heightPixels / scale / aspectOf(grid);
  const centre = sliceToPixel(grid, { xMm: viewport.centreXMm, yMm: viewport.centreYMm });
  return { left: centre.column - width / 2, top: centre.row - height / 2, width, height };
}

/**
 * The nearest viewport that shows nothing beyond the image where there is image to show instead: along a side that does
 * not fill the canvas the image is centred, along the other no empty strip opens.
 */
export function clampViewport(
  viewport: Viewport,
  grid: PixelGrid,
  widthPixels: number,
  heightPixels: number,
): Viewport {
  const zoom = Math.min(Math.max(viewport.zoom, SMALLEST_ZOOM), LARGEST_ZOOM);
  const scale = screenPixelsPerPixel({ ...viewport, zoom }, grid, widthPixels, heightPixels);
  const slackXMm = Math.max(0, ((grid.columns - widthPixels / scale) / 2) * grid.pixelSizeMm);
  const slackYMm = Math.max(0, ((grid.rows * aspectOf(grid) - heightPixels / scale) / 2) * grid.pixelSizeMm);
  return {
    centreXMm: Math.min(Math.max(viewport.centreXMm, -slackXMm), slackXMm),
    centreYMm: Math.min(Math.max(viewport.centreYMm, -slackYMm), slackYMm),
    zoom,
  };
}

/** From image pixel coordinates (the outer top left corner is column 0, row 0) to the slice plane. */
export function pixelToSlice(grid: PixelGrid, point: { readonly column: number; readonly row: number }): SlicePoint {
  const { pixelSizeMm, pixelHeightMm = pixelSizeMm } = grid;
  return {
    xMm: (point.column - grid.columns / 2) * pixelSizeMm,
    yMm: (grid.rows / 2 - point.row) * pixelHeightMm,
  };
}

/** From the slice plane to image pixel coordinates. */
export function sliceToPixel(grid: PixelGrid, point: SlicePoint): { column: number; row: number } {
  const { pixelSizeMm, pixelHeightMm = pixelSizeMm } = grid;
  return {
    column: point.xMm / pixelSizeMm + grid.columns / 2,
    row: grid.rows / 2 - point.yMm / pixelHeightMm,
  };
}
