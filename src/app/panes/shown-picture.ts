import type { AxisDescription } from './axis-description.ts';
import type { GreyMapping, ImageSurface, PixelRectangle } from './image-surface.ts';
import type { PaneContent, PictureMeaning } from './pane-content.ts';
import type { PixelGrid } from './viewport.ts';

/** What a pane shows, with the type of its source closed over. */
export interface ShownPicture {
  readonly meaning: PictureMeaning;
  readonly grid: PixelGrid;
  readonly element: HTMLCanvasElement;
  /** Sets the canvas's size, in device pixels. */
  resize(widthPixels: number, heightPixels: number): void;
  draw(mapping: GreyMapping, visible: PixelRectangle): void;
}

export function shownPicture<Source>(surface: ImageSurface<Source>, content: PaneContent<Source>): ShownPicture {
  const { picture, horizontal, vertical, values, lowIsWhite, description } = content;
  const { rows, columns } = picture;
  const { width, height } = content.pixelMm ?? {
    width: lengthOf(horizontal) / columns,
    height: lengthOf(vertical) / rows,
  };
  return {
    meaning: { horizontal, vertical, values, lowIsWhite, description },
    grid: {
      ...{ rows, columns, pixelSizeMm: width },
      ...(Math.abs(height / width - 1) > LEAST_DIFFERENCE && { pixelHeightMm: height }),
    },
    element: surface.element,
    resize: (widthPixels, heightPixels) => surface.resize(widthPixels, heightPixels),
    draw: (mapping, visible) => surface.draw(picture, mapping, visible),
  };
}

/** Closer than this, pixels are square: to the last bit, whatever rounding says of their axes. */
const LEAST_DIFFERENCE = 1e-6;

function lengthOf({ start, end }: AxisDescription): number {
  return Math.abs(end - start);
}
