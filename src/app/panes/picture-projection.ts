import type { PixelRectangle } from './image-surface.ts';

/** A point on a canvas: x right, y down, in the canvas's pixels. */
export interface CanvasPoint {
  readonly x: number;
  readonly y: number;
}

/** A point of a picture in pixel coordinates: (0, 0) the outer top left corner, (0.5, 0.5) the first pixel's centre. */
export interface PicturePoint {
  readonly column: number;
  readonly row: number;
}

/** How a part of a picture lies on a canvas: `visible` fills widthPixels × heightPixels. */
export interface PictureProjection {
  readonly visible: PixelRectangle;
  readonly widthPixels: number;
  readonly heightPixels: number;
}

export function pictureToCanvas(projection: PictureProjection, point: PicturePoint): CanvasPoint {
  const { visible, widthPixels, heightPixels } = projection;
  return {
    x: ((point.column - visible.left) / visible.width) * widthPixels,
    y: ((point.row - visible.top) / visible.height) * heightPixels,
  };
}

export function canvasToPicture(projection: PictureProjection, point: CanvasPoint): PicturePoint {
  const { visible, widthPixels, heightPixels } = projection;
  return {
    column: visible.left + (point.x / widthPixels) * visible.width,
    row: visible.top + (point.y / heightPixels) * visible.height,
  };
}
