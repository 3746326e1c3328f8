import { make } from '../elements/element.ts';
import type { Thumbnail } from '../files/array-look.ts';

/** A small picture of an array as it would be read, with a line on what its axes are. */
export class ThumbnailPicture {
  readonly root: HTMLElement;
  readonly #canvas = make('canvas', { class: 'arrays-thumbnail', role: 'img' });
  readonly #caption = make('figcaption');

  constructor() {
    this.root = make('figure', { class: 'arrays-preview' }, this.#canvas, this.#caption);
  }

  /** @param isTurned whether rows are shown for columns */
  show({ rows, columns, greys }: Thumbnail, isTurned: boolean, caption: string): void {
    const [width, height] = isTurned ? [rows, columns] : [columns, rows];
    this.#canvas.width = width;
    this.#canvas.height = height;
    const pixels = new ImageData(width, height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const grey = greys[isTurned ? x * columns + y : y * columns + x]!;
        pixels.data.set([grey, grey, grey, 255], 4 * (y * width + x));
      }
    }
    this.#canvas.getContext('2d')?.putImageData(pixels, 0, 0);
    this.#canvas.setAttribute('aria-label', caption);
    this.#caption.textContent = caption;
  }
}
