import { InputError } from '../../errors.ts';
import { footprintsOf, isNearest } from './footprints.ts';
import { paintGreys } from './grey-mapping.ts';
import type { GreyMapping, ImageSurface, PixelRectangle, SurfacePicture } from './image-surface.ts';
import { paintShrunk } from './shrunk-greys.ts';

/**
 * Pictures with more pixels than this get no canvas of their own (browsers bound its area, phones at 2²⁴ pixels); the
 * screen's pixels are looked up one by one instead.
 */
const LARGEST_CACHED_PIXELS = 2 ** 22;

/** Blocked by a setting or an extension, or out of memory. */
export const NO_CANVAS = 'This browser gives the page no canvas to draw on: a setting or an extension may forbid it';

function context2d(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new InputError(NO_CANVAS);
  return context;
}

/**
 * The 2-D canvas twin of `GpuSurface`. The whole picture is turned to grey once, in a canvas of its own size, and copied
 * from there, so panning and zooming cost no arithmetic. Where it is shrunk, the screen's pixels are averaged one by one.
 *
 * The greys are made anew when the picture object is another one (by identity, not by content) or the mapping differs.
 * Whoever changes an array in place therefore passes a new picture object around it: `{ ...picture }`.
 */
export class CanvasSurface implements ImageSurface<Float32Array> {
  readonly element: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #greyCanvas = document.createElement('canvas');
  readonly #greyContext = context2d(this.#greyCanvas);
  #greyImage: ImageData | null = null;
  #shownPicture: SurfacePicture<Float32Array> | null = null;
  #shownMapping: GreyMapping | null = null;

  constructor() {
    this.element = document.createElement('canvas');
    this.#context = context2d(this.element);
  }

  resize(widthPixels: number, heightPixels: number): void {
    const width = Math.max(1, Math.round(widthPixels));
    const height = Math.max(1, Math.round(heightPixels));
    // Setting a canvas's size clears it, even to the same size.
    if (this.element.width !== width) this.element.width = width;
    if (this.element.height !== height) this.element.height = height;
  }

  draw(picture: SurfacePicture<Float32Array> | null, mapping: GreyMapping, visible: PixelRectangle): void {
    const { width, height } = this.element;
    this.#context.clearRect(0, 0, width, height);
    if (!picture || picture.rows < 1 || picture.columns < 1 || !(visible.width > 0) || !(visible.height > 0)) return;

    // The part of the picture that is there to be shown, and where it lands.
    const left = Math.max(0, visible.left);
    const top = Math.max(0, visible.top);
    const right = Math.min(picture.columns, visible.left + visible.width);
    const bottom = Math.min(picture.rows, visible.top + visible.height);
    if (right <= left || bottom <= top) return;
    const acrossScale = width / visible.width;
    const downScale = height / visible.height;

    const isShrunk = !isNearest(1 / acrossScale) || !isNearest(1 / downScale);
    if (isShrunk || picture.rows * picture.columns > LARGEST_CACHED_PIXELS) {
      this.#drawPixelByPixel(picture, mapping, visible);
      return;
    }
    this.#updateGreys(picture, mapping);
    this.#context.imageSmoothingEnabled = false;
    this.#context.drawImage(
      this.#greyCanvas,
      left,
      top,
      right - left,
      bottom - top,
      (left - visible.left) * acrossScale,
      (top - visible.top) * downScale,
      (right - left) * acrossScale,
      (bottom - top) * downScale,
    );
  }

  dispose(): void {
    this.element.remove();
    this.#greyImage = null;
    this.#shownPicture = null;
    // An empty canvas gives its memory back without waiting for the collector.
    this.#greyCanvas.width = 0;
    this.#greyCanvas.height = 0;
  }

  #updateGreys(picture: SurfacePicture<Float32Array>, mapping: GreyMapping): void {
    const shown = this.#shownMapping;
    if (
      picture === this.#shownPicture &&
      shown !== null &&
      shown.black === mapping.black &&
      shown.white === mapping.white &&
      shown.inverted === mapping.inverted
    ) {
      return;
    }
    const { rows, columns } = picture;
    if (this.#greyImage?.width !== columns || this.#greyImage.height !== rows) {
      this.#greyCanvas.width = columns;
      this.#greyCanvas.height = rows;
      this.#greyImage = this.#greyContext.createImageData(columns, rows);
    }
    paintGreys(picture.source, mapping, new Uint32Array(this.#greyImage.data.buffer));
    this.#greyContext.putImageData(this.#greyImage, 0, 0);
    this.#shownPicture = picture;
    this.#shownMapping = { ...mapping };
  }

  #drawPixelByPixel(
    { source, rows, columns }: SurfacePicture<Float32Array>,
    mapping: GreyMapping,
    visible: PixelRectangle,
  ): void {
    const { width, height } = this.element;
    const image = this.#context.createImageData(width, height);
    const across = footprintsOf(visible.left, visible.width, width, columns);
    const down = footprintsOf(visible.top, visible.height, height, rows);
    paintShrunk(source, columns, mapping, across, down, new Uint32Array(image.data.buffer));
    this.#context.putImageData(image, 0, 0);
  }
}
