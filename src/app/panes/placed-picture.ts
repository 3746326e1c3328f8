import type { PixelRectangle } from './image-surface.ts';
import type { LayoutRectangle } from './layout-parts.ts';

/** A picture in the area that it may take. */
export interface PlacedPicture {
  /** The part of the picture, possibly reaching beyond it, that would fill the area. */
  readonly areaPixels: PixelRectangle;
  /** Where the picture is: its canvas, framed by the axes. */
  readonly frame: LayoutRectangle;
  /** The part of the picture that fills the frame; never beyond it. */
  readonly framePixels: PixelRectangle;
}

/** What has to be known of a picture to place it. */
export interface PlacedPictureRequest {
  readonly rows: number;
  readonly columns: number;
  readonly devicePixelRatio: number;
  /** The part of the picture that fills an area of this size, CSS pixels. */
  visiblePixels(widthPixels: number, heightPixels: number): PixelRectangle;
}

/** The frame is the part of the area that has picture in it, its edges on whole device pixels. */
export function placePicture(request: PlacedPictureRequest, area: LayoutRectangle): PlacedPicture {
  const areaPixels = request.visiblePixels(area.width, area.height);
  const left = Math.max(0, areaPixels.left);
  const top = Math.max(0, areaPixels.top);
  const right = Math.min(request.columns, areaPixels.left + areaPixels.width);
  const bottom = Math.min(request.rows, areaPixels.top + areaPixels.height);
  const snap = (value: number) => Math.round(value * request.devicePixelRatio) / request.devicePixelRatio;
  const toX = (column: number) => snap(area.left + ((column - areaPixels.left) / areaPixels.width) * area.width);
  const toY = (row: number) => snap(area.top + ((row - areaPixels.top) / areaPixels.height) * area.height);
  const onePixel = 1 / request.devicePixelRatio;
  return {
    areaPixels,
    frame: {
      left: toX(left),
      top: toY(top),
      width: Math.max(onePixel, toX(right) - toX(left)),
      height: Math.max(onePixel, toY(bottom) - toY(top)),
    },
    framePixels: { left, top, width: right - left, height: bottom - top },
  };
}
