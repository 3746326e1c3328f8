import { greyPicture } from '../../measure/grey-picture.ts';
import type { SmallPicture } from './logged-run.ts';

/** The longer side of a small picture. */
export const SMALL_SIDE = 96;
/** Samples along each side of what a small pixel covers: enough for a mean, and few however large the image is. */
const MOST_SAMPLES = 6;

/**
 * An image made small: each of its pixels is the mean of samples spread evenly over what it covers.
 *
 * @param values [rows × columns]
 * @param window `null` from the least to the largest of the small picture
 */
export function smallPicture(
  values: Float32Array,
  rows: number,
  columns: number,
  window: { readonly black: number; readonly white: number } | null,
): SmallPicture {
  const shrink = Math.max(1, Math.max(rows, columns) / SMALL_SIDE);
  const size = { rows: Math.max(1, Math.round(rows / shrink)), columns: Math.max(1, Math.round(columns / shrink)) };
  const means = new Float32Array(size.rows * size.columns);
  const down = samples(rows, size.rows);
  const across = samples(columns, size.columns);
  for (const [row, sourceRows] of down.entries()) {
    for (const [column, sourceColumns] of across.entries()) {
      let sum = 0;
      for (const y of sourceRows) for (const x of sourceColumns) sum += values[y * columns + x]!;
      means[row * size.columns + column] = sum / (sourceRows.length * sourceColumns.length);
    }
  }
  return { ...size, greys: greyPicture(means, window ?? extent(means)) };
}

/** For each small pixel the lines of the image that are looked at. */
function samples(length: number, smallLength: number): number[][] {
  return Array.from({ length: smallLength }, (_, i) => {
    const from = Math.floor((i * length) / smallLength);
    const to = Math.max(from + 1, Math.floor(((i + 1) * length) / smallLength));
    const count = Math.min(MOST_SAMPLES, to - from);
    return Array.from({ length: count }, (_, k) => from + Math.floor(((k + 0.5) * (to - from)) / count));
  });
}

function extent(values: Float32Array): { readonly black: number; readonly white: number } {
  let [black, white] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    black = Math.min(black, value);
    white = Math.max(white, value);
  }
  return white > black ? { black, white } : { black: 0, white: 1 };
}
