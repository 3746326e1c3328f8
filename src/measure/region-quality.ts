import { type Closeness, closeness, peakRange } from './image-quality.ts';
import type { MeasuredPlane } from './plane.ts';
import type { RegionPixels } from './region-pixels.ts';
import { SIMILARITY_REACH, structuralSimilarities } from './structural-similarity.ts';

/**
 * RMSE, PSNR and SSIM of the pixels of a region against the truth, with the range of the whole truth, as
 * {@link imageQuality} has them for the whole grid and inside the object. SSIM sees pixels around the region too, through its
 * window.
 *
 * @param truth of the same size, at the same places
 * @param pixels of the region on these planes
 * @param nothing the value that stands for no attenuation, −1000 of HU and 0 of others: SSIM compares means, and so depends
 *   on where zero is
 * @returns `null` of a region without a pixel; `ssim` is `NaN` where no pixel of it has its whole window in the image
 */
export function regionQuality(
  image: MeasuredPlane,
  truth: MeasuredPlane,
  pixels: RegionPixels,
  nothing: number,
): Closeness | null {
  if (pixels.count === 0) return null;
  const part = partAround(image, pixels);
  const [a, b] = [cut(image, part, nothing), cut(truth, part, nothing)];
  const mask = new Uint8Array(part.rows * part.columns);
  let squares = 0;
  for (const { row, from, to } of pixels.spans) {
    const start = (row - part.top) * part.columns - part.left;
    for (let i = start + from; i < start + to; i++) {
      mask[i] = 1;
      squares += (a[i]! - b[i]!) ** 2;
    }
  }
  const range = peakRange(truth.values, nothing);
  const { inPart } = structuralSimilarities(a, b, part.rows, part.columns, range, mask);
  return closeness(squares / pixels.count, range, inPart);
}

/** The part of a plane that the similarities of a region's pixels depend on. */
function partAround({ rows, columns }: MeasuredPlane, { spans }: RegionPixels) {
  const top = Math.max(0, spans[0]!.row - SIMILARITY_REACH);
  const bottom = Math.min(rows, spans.at(-1)!.row + 1 + SIMILARITY_REACH);
  const first = spans.reduce((least, { from }) => Math.min(least, from), columns);
  const end = spans.reduce((most, { to }) => Math.max(most, to), 0);
  const left = Math.max(0, first - SIMILARITY_REACH);
  const right = Math.min(columns, end + SIMILARITY_REACH);
  return { top, left, rows: bottom - top, columns: right - left };
}

function cut({ values, columns }: MeasuredPlane, part: ReturnType<typeof partAround>, nothing: number): Float32Array {
  return Float32Array.from({ length: part.rows * part.columns }, (_, i) => {
    const row = part.top + Math.floor(i / part.columns);
    return values[row * columns + part.left + (i % part.columns)]! - nothing;
  });
}
