import { axisPositionOf, axisValueAt } from './axis-description.ts';
import type { GreyMapping, ImageSurface, PixelRectangle } from './image-surface.ts';
import type { PaneContent, PictureMeaning } from './pane-content.ts';
import type { SeenPicture } from './seen-picture.ts';
import { type ShownPicture, shownPicture } from './shown-picture.ts';
import type { DisplayWindow } from './window-level.ts';

/** A picture that lies over another one in a pane, in the same place on the axes. */
export class OverPicture {
  #surface: { element: HTMLCanvasElement; dispose(): void } | null = null;
  #shown: ShownPicture | null = null;
  window: DisplayWindow = { width: 1, level: 0.5 };

  get shown(): ShownPicture | null {
    return this.#shown;
  }

  /** Owns the surface from then on. */
  show<Source>(surface: ImageSurface<Source>, content: PaneContent<Source>): void {
    if (this.#surface?.element !== surface.element) this.#surface?.dispose();
    this.#surface = surface;
    this.#shown = shownPicture(surface, content);
  }

  clear(): void {
    this.#surface?.dispose();
    this.#surface = null;
    this.#shown = null;
  }

  /**
   * Paints the part of it right of a divider over the picture below, whose place it takes.
   *
   * @param dividerPart where it begins, as a part of the frame's width
   * @param ground stands where it is smaller than the picture below
   */
  paint(
    context: CanvasRenderingContext2D,
    below: SeenPicture,
    { mapping, dividerPart, ground }: { mapping: GreyMapping; dividerPart: number; ground: string },
    devicePixelRatio: number,
  ): void {
    const shown = this.#shown;
    const { left, top, width, height } = below.layout.frame;
    const from = dividerAt(below.layout.frame, dividerPart);
    if (!shown || from >= left + width) return;
    shown.resize(Math.max(1, Math.round(width * devicePixelRatio)), Math.max(1, Math.round(height * devicePixelRatio)));
    shown.draw(mapping, alikePixels(below, shown));
    context.save();
    context.beginPath();
    context.rect(from, top, left + width - from, height);
    context.clip();
    context.fillStyle = ground;
    context.fillRect(left, top, width, height);
    context.imageSmoothingEnabled = false;
    // In the very task in which it was drawn a GPU's canvas can be read.
    context.drawImage(shown.element, left, top, width, height);
    context.restore();
  }
}

/** Where a divider stands, in the CSS pixels of the frame that it divides. */
export function dividerAt({ left, width }: { readonly left: number; readonly width: number }, part: number): number {
  return left + Math.min(1, Math.max(0, part)) * width;
}

/** The part of a picture that lies where another one is seen, by what their axes say; possibly reaching beyond it. */
export function alikePixels(
  seen: Pick<SeenPicture, 'grid'> & {
    readonly layout: { readonly framePixels: PixelRectangle };
    readonly meaning: Pick<PictureMeaning, 'horizontal' | 'vertical'>;
  },
  { grid, meaning }: Pick<ShownPicture, 'grid'> & { readonly meaning: Pick<PictureMeaning, 'horizontal' | 'vertical'> },
): PixelRectangle {
  const { left, top, width, height } = seen.layout.framePixels;
  const column = (position: number) =>
    axisPositionOf(meaning.horizontal, grid.columns, axisValueAt(seen.meaning.horizontal, seen.grid.columns, position));
  const row = (position: number) =>
    axisPositionOf(meaning.vertical, grid.rows, axisValueAt(seen.meaning.vertical, seen.grid.rows, position));
  const [first, last] = [
    { column: column(left), row: row(top) },
    { column: column(left + width), row: row(top + height) },
  ];
  return { left: first.column, top: first.row, width: last.column - first.column, height: last.row - first.row };
}
