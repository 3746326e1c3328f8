import { greyPicture } from '../../measure/grey-picture.ts';
import { GREY_PIXELS } from '../panes/scaled-greys.ts';
import type { AxisImage } from './axis-slices.ts';

/** What is black and what is white. */
export interface Greys {
  readonly black: number;
  readonly white: number;
}

/** What lies beyond these parts of a slice's values is black or white. */
const PARTS = [0.02, 0.995] as const;

/** Greys that show a slice, in which all beside it are shown too. */
export function greysOf(values: Float32Array): Greys {
  const sorted = values.slice().sort();
  const [black, white] = PARTS.map((part) => sorted[Math.floor(part * (sorted.length - 1))]!) as [number, number];
  return { black, white: white > black ? white : black + 1 };
}

export function paintSlice(canvas: HTMLCanvasElement, { values, pixels }: AxisImage, greys: Greys): void {
  if (canvas.width !== pixels) {
    canvas.width = pixels;
    canvas.height = pixels;
  }
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(pixels, pixels);
  const words = new Uint32Array(image.data.buffer);
  greyPicture(values, greys).forEach((grey, i) => {
    words[i] = GREY_PIXELS[grey]!;
  });
  context.putImageData(image, 0, 0);
}
