/** A rectangle in image pixel coordinates: x right along columns, y down along rows, (0, 0) the outer top left corner. */
export interface PixelRectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What a surface needs to paint one image. `Source` is the backend's own array: host floats or bands in GPU buffers. */
export interface SurfacePicture<Source> {
  readonly source: Source;
  readonly rows: number;
  readonly columns: number;
}

/** Grey mapping in the picture's own values: `black` is painted black, `white` white, linearly between. */
export interface GreyMapping {
  /** Value painted black (before inversion). */
  readonly black: number;
  /** Value painted white (before inversion). */
  readonly white: number;
  readonly inverted: boolean;
}

/**
 * A canvas that paints float images. Twins: `CanvasSurface` (2-D canvas, host arrays) and `GpuSurface` (WebGPU canvas,
 * device buffers: the image is windowed and drawn where it was made).
 */
export interface ImageSurface<Source> {
  readonly element: HTMLCanvasElement;
  /** Sets the backing store, in device pixels. */
  resize(widthPixels: number, heightPixels: number): void;
  /**
   * Paints the part `visible` of the picture over the whole canvas, the outside of the picture in the pane's background:
   * every pixel of the canvas the mean of what it covers (`footprints.ts`). `null` clears the canvas.
   */
  draw(picture: SurfacePicture<Source> | null, mapping: GreyMapping, visible: PixelRectangle): void;
  /** Frees what the surface holds and takes the canvas out of the page. */
  dispose(): void;
}

/** A browser computes on its GPU, but gives no canvas that shows what is there. */
export class NoSurfaceError extends Error {
  constructor() {
    super('Computing on the CPU: this browser can compute on the GPU but cannot show its results on a canvas.');
  }
}
