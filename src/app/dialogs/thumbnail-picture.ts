import { make } from '../elements/element.ts';
import type { Thumbnail } from '../files/array-look.ts';

/** Of the line over a picture: orange, which no grey is. */
const LINE = [255, 170, 0, 255];

/** A small picture of an array as it would be read, with a line on what its axes are. */
export class ThumbnailPicture {
  readonly root: HTMLElement;
  readonly #canvas = make('canvas', { class: 'arrays-thumbnail', role: 'img' });
  readonly #caption = make('figcaption');

  constructor() {
    this.root = make('figure', { class: 'arrays-preview' }, this.#canvas, this.#caption);
  }

  /**
   * @param isTurned whether rows are shown for columns
   * @param line where a line is drawn across, as a share of the height from the top; `null` for none
   */
  show(thumbnail: Thumbnail, isTurned: boolean, caption: string, line: number | null = null): void {
    drawThumbnail(this.#canvas, thumbnail, isTurned, line);
    this.#canvas.setAttribute('aria-label', caption);
    this.#caption.textContent = caption;
  }
}

/** @param isTurned @param line as above */
export function drawThumbnail(
  canvas: HTMLCanvasElement,
  { rows, columns, greys }: Thumbnail,
  isTurned = false,
  line: number | null = null,
): void {
  const [width, height] = isTurned ? [rows, columns] : [columns, rows];
  canvas.width = width;
  canvas.height = height;
  const pixels = new ImageData(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const grey = greys[isTurned ? x * columns + y : y * columns + x]!;
      pixels.data.set([grey, grey, grey, 255], 4 * (y * width + x));
    }
  }
  const lineAt = line === null ? -1 : Math.floor(line * height);
  for (let x = 0; x < width && lineAt >= 0; x++) pixels.data.set(LINE, 4 * (lineAt * width + x));
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
}
