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
  const { picture, horizontal, vertical, values, description } = content;
  return {
    meaning: { horizontal, vertical, values, description },
    grid: {
      rows: picture.rows,
      columns: picture.columns,
      pixelSizeMm: Math.abs(horizontal.end - horizontal.start) / picture.columns,
    },
    element: surface.element,
    resize: (widthPixels, heightPixels) => surface.resize(widthPixels, heightPixels),
    draw: (mapping, visible) => surface.draw(picture, mapping, visible),
  };
}
