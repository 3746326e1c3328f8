import { InputError } from '../errors.ts';
import type { MeasuredPlane } from './plane.ts';
import { allPixels, type RegionPixels } from './region-pixels.ts';

/** How a histogram is divided: bins of equal width from one value to another. */
export interface HistogramBins {
  readonly from: number;
  readonly to: number;
  readonly bins: number;
}

/** How many pixels have which values. Every pixel is counted once, in a bin or beside them. */
export interface Histogram {
  /** Between which values each bin lies: one more than there are bins. */
  readonly edges: Float64Array;
  /** From an edge up to the next, which is not in it; only the last bin holds its upper edge too, as NumPy has it. */
  readonly counts: Uint32Array;
  readonly below: number;
  readonly above: number;
  /** Pixels without a number. */
  readonly withoutNumber: number;
  /** All of them together. */
  readonly total: number;
}

const MOST_BINS = 65_536;

/**
 * The histogram of a plane, or of some pixels of it.
 *
 * @param pixels of a region; all where they are left out
 * @throws InputError where there are no bins between the two values
 */
export function histogram(
  plane: MeasuredPlane,
  bins: HistogramBins,
  pixels: RegionPixels = allPixels(plane),
): Histogram {
  const { from, to, bins: count } = bins;
  if (!(Number.isFinite(from) && Number.isFinite(to) && from < to)) {
    throw new InputError(`A histogram needs a range from a lower value to a higher one, got ${from} to ${to}.`);
  }
  if (!(Number.isInteger(count) && count >= 1 && count <= MOST_BINS)) {
    throw new InputError(`A histogram has between 1 and ${MOST_BINS} bins, got ${count}.`);
  }
  const edges = Float64Array.from({ length: count + 1 }, (_, i) =>
    i === count ? to : from + ((to - from) * i) / count,
  );
  const counts = new Uint32Array(count);
  const scale = count / (to - from);
  let [below, above, withoutNumber, total] = [0, 0, 0, 0];
  const add = (value: number) => {
    total++;
    if (value < from) below++;
    else if (value > to) above++;
    else if (Number.isNaN(value)) withoutNumber++;
    else {
      let bin = Math.min(count - 1, Math.floor((value - from) * scale));
      // Rounding may have put a value next to an edge on its other side.
      if (value < edges[bin]!) bin--;
      else if (bin < count - 1 && value >= edges[bin + 1]!) bin++;
      counts[bin]!++;
    }
  };
  const { values, columns } = plane;
  for (const { row, from: first, to: end } of pixels.spans) {
    for (let i = row * columns + first; i < row * columns + end; i++) add(values[i]!);
  }
  return { edges, counts, below, above, withoutNumber, total };
}
