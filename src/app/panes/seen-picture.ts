import { axisPositionOf, axisValueAt, hasLengths } from './axis-description.ts';
import type { OverlayProjection, PaneHover, PictureMeaning } from './pane-content.ts';
import type { PaneLayout } from './pane-layout.ts';
import type { SeenValues } from './pane-tool.ts';
import { type CanvasPoint, canvasToPicture, type PicturePoint, pictureToCanvas } from './picture-projection.ts';
import type { PixelGrid } from './viewport.ts';

/** A picture as it was laid out in a pane's body. */
export interface SeenPicture {
  readonly layout: PaneLayout;
  readonly grid: PixelGrid;
  readonly meaning: Pick<PictureMeaning, 'horizontal' | 'vertical' | 'lowIsWhite'>;
}

/** Whether two are the same picture, with the same pixels in the same place. */
export function isSameSight(one: SeenPicture | null, other: SeenPicture | null): boolean {
  if (!one || !other) return one === other;
  const places = [one, other].map(({ layout: { frame, framePixels } }) => JSON.stringify([frame, framePixels]));
  return one.meaning === other.meaning && places[0] === places[1];
}

/** The point of the picture, in its pixels, that lies under a point of the body; may be beyond the picture. */
export function pictureAt({ layout }: SeenPicture, { x, y }: CanvasPoint): PicturePoint {
  const { area, areaPixels } = layout;
  return canvasToPicture(
    { visible: areaPixels, widthPixels: area.width, heightPixels: area.height },
    { x: x - area.left, y: y - area.top },
  );
}

/** What the axes say of a point of the picture. */
export function valuesAt(
  { grid, meaning }: SeenPicture,
  { column, row }: PicturePoint,
): { horizontal: number; vertical: number } {
  return {
    horizontal: axisValueAt(meaning.horizontal, grid.columns, column),
    vertical: axisValueAt(meaning.vertical, grid.rows, row),
  };
}

/** A pixel and what its centre stands for; null beyond the picture. */
export function hoverOf(picture: Omit<SeenPicture, 'layout'>, row: number, column: number): PaneHover | null {
  const { grid, meaning } = picture;
  if (row < 0 || column < 0 || row >= grid.rows || column >= grid.columns) return null;
  return {
    row,
    column,
    horizontalValue: axisValueAt(meaning.horizontal, grid.columns, column + 0.5),
    verticalValue: axisValueAt(meaning.vertical, grid.rows, row + 0.5),
  };
}

/** The part of the picture that is seen. */
export function seenValues(picture: SeenPicture): SeenValues {
  const { frame, framePixels } = picture.layout;
  const { left, top, width, height } = framePixels;
  const first = valuesAt(picture, { column: left, row: top });
  const last = valuesAt(picture, { column: left + width, row: top + height });
  return {
    left: first.horizontal,
    right: last.horizontal,
    top: first.vertical,
    bottom: last.vertical,
    perPixel: Math.abs(last.horizontal - first.horizontal) / frame.width,
  };
}

/** Where drawings over the picture put their points. */
export function overlayProjection({ layout, grid, meaning }: SeenPicture): OverlayProjection {
  const { frame, framePixels } = layout;
  const pixelToCanvas = (column: number, row: number): CanvasPoint => {
    const point = pictureToCanvas(
      { visible: framePixels, widthPixels: frame.width, heightPixels: frame.height },
      { column, row },
    );
    return { x: frame.left + point.x, y: frame.top + point.y };
  };
  return {
    frame,
    hasLengths: hasLengths(meaning),
    pixelToCanvas,
    valueToCanvas: (horizontalValue, verticalValue) =>
      pixelToCanvas(
        axisPositionOf(meaning.horizontal, grid.columns, horizontalValue),
        axisPositionOf(meaning.vertical, grid.rows, verticalValue),
      ),
  };
}
