import { type Closeness, closeness, peakRange } from './image-quality.ts';
import type { RegionPixels } from './region-pixels.ts';
import { SIMILARITY_REACH, structuralSimilarities } from './structural-similarity.ts';

/**
 * RMSE, PSNR and SSIM of the pixels of a region against the truth, with the range of the whole truth, as
 * {@link imageQuality} has them for the whole grid and inside the object. SSIM sees pixels around the region too, through its
 * window, and depends on where zero is: values are attenuation, not HU.
 *
 * @param image float32 [rows × columns]
 * @param truth the same size: the phantom averaged over each pixel
 * @param pixels of the region on this grid
 * @returns `null` of a region without a pixel; `ssim` is `NaN` where no pixel of it has its whole window in the image
 */
export function regionQuality(
  image: Float32Array,
  truth: Float32Array,
  rows: number,
  columns: number,
  pixels: RegionPixels,
): Closeness | null {
  if (pixels.count === 0) return null;
  const part = partAround(pixels, rows, columns);
  const [a, b] = [cut(image, columns, part), cut(truth, columns, part)];
  const mask = new Uint8Array(part.rows * part.columns);
  let squares = 0;
  for (const { row, from, to } of pixels.spans) {
    const start = (row - part.top) * part.columns - part.left;
    for (let i = start + from; i < start + to; i++) {
      mask[i] = 1;
      squares += (a[i]! - b[i]!) ** 2;
    }
  }
  const range = peakRange(truth);
  const { inPart } = structuralSimilarities(a, b, part.rows, part.columns, range, mask);
  return closeness(squares / pixels.count, range, inPart);
}

/** A rectangle of an image, by its first row and column. */
interface Part {
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly columns: number;
}

/** What the similarities of a region's pixels depend on. */
function partAround({ spans }: RegionPixels, rows: number, columns: number): Part {
  const top = Math.max(0, spans[0]!.row - SIMILARITY_REACH);
  const bottom = Math.min(rows, spans.at(-1)!.row + 1 + SIMILARITY_REACH);
  const first = spans.reduce((least, { from }) => Math.min(least, from), columns);
  const end = spans.reduce((most, { to }) => Math.max(most, to), 0);
  const left = Math.max(0, first - SIMILARITY_REACH);
  const right = Math.min(columns, end + SIMILARITY_REACH);
  return { top, left, rows: bottom - top, columns: right - left };
}

function cut(values: Float32Array, columns: number, part: Part): Float32Array {
  const out = new Float32Array(part.rows * part.columns);
  for (let row = 0; row < part.rows; row++) {
    const from = (part.top + row) * columns + part.left;
    out.set(values.subarray(from, from + part.columns), row * part.columns);
  }
  return out;
}
