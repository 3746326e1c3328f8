import { InputError } from '../../errors.ts';
import { type Footprints, footprintsOf } from './footprints.ts';
import type { GreyMapping, ImageSurface, PixelRectangle, SurfacePicture } from './image-surface.ts';
import { paintScaled } from './scaled-greys.ts';

/** Blocked by a setting or an extension, or out of memory. */
export const NO_CANVAS = 'This browser does not let the page draw on a canvas: a setting or an extension may block it';

function context2d(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new InputError(NO_CANVAS);
  return context;
}

/** What was painted last. */
interface Painted {
  readonly picture: SurfacePicture<Float32Array>;
  readonly mapping: GreyMapping;
  readonly visible: PixelRectangle;
}

/**
 * The 2-D canvas twin of `GpuSurface`.
 *
 * It paints only where the picture object is another one (by identity, not by content), or the mapping, the part that is
 * seen or the size differs. Whoever changes an array in place therefore passes a new picture object around it:
 * `{ ...picture }`.
 */
export class CanvasSurface implements ImageSurface<Float32Array> {
  readonly element: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #across = new LastFootprints();
  readonly #down = new LastFootprints();
  #pixels: ImageData | null = null;
  #painted: Painted | null = null;

  constructor() {
    this.element = document.createElement('canvas');
    this.#context = context2d(this.element);
  }

  resize(widthPixels: number, heightPixels: number): void {
    const width = Math.max(1, Math.round(widthPixels));
    const height = Math.max(1, Math.round(heightPixels));
    if (this.element.width === width && this.element.height === height) return;
    this.element.width = width;
    this.element.height = height;
    this.#painted = null;
  }

  draw(picture: SurfacePicture<Float32Array> | null, mapping: GreyMapping, visible: PixelRectangle): void {
    const { width, height } = this.element;
    if (!picture || picture.rows < 1 || picture.columns < 1 || !(visible.width > 0) || !(visible.height > 0)) {
      this.#context.clearRect(0, 0, width, height);
      this.#painted = null;
      return;
    }
    if (this.#painted && isSame(this.#painted, { picture, mapping, visible })) return;
    const pixels = this.#emptyPixels(width, height);
    const across = this.#across.of(visible.left, visible.width, width, picture.columns);
    const down = this.#down.of(visible.top, visible.height, height, picture.rows);
    paintScaled(picture.source, picture.columns, mapping, across, down, new Uint32Array(pixels.data.buffer));
    this.#context.putImageData(pixels, 0, 0);
    this.#painted = { picture, mapping: { ...mapping }, visible: { ...visible } };
  }

  dispose(): void {
    this.element.remove();
    this.#pixels = null;
    this.#painted = null;
  }

  /** The canvas's pixels, transparent: what lies beyond the picture is left so. */
  #emptyPixels(width: number, height: number): ImageData {
    if (this.#pixels?.width === width && this.#pixels.height === height) this.#pixels.data.fill(0);
    else this.#pixels = this.#context.createImageData(width, height);
    return this.#pixels;
  }
}

/** The footprints that were asked for last: one picture after the other lies in the same place. */
class LastFootprints {
  #asked: readonly number[] = [];
  #footprints: Footprints | null = null;

  of(...asked: Parameters<typeof footprintsOf>): Footprints {
    if (!this.#footprints || asked.some((value, i) => value !== this.#asked[i])) {
      this.#asked = asked;
      this.#footprints = footprintsOf(...asked);
    }
    return this.#footprints;
  }
}

function isSame(a: Painted, b: Painted): boolean {
  return (
    a.picture === b.picture &&
    a.mapping.black === b.mapping.black &&
    a.mapping.white === b.mapping.white &&
    a.mapping.inverted === b.mapping.inverted &&
    a.visible.left === b.visible.left &&
    a.visible.top === b.visible.top &&
    a.visible.width === b.visible.width &&
    a.visible.height === b.visible.height
  );
}
