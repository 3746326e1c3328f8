import type { MeasuredPlane } from './plane.ts';
import { allPixels, type RegionPixels } from './region-pixels.ts';
import type { ValueRange } from './value-range.ts';

/** Between what values of a plane, or of some pixels of it, lie that are finite; `null` where there are none. */
export function finiteRange(plane: MeasuredPlane, pixels: RegionPixels = allPixels(plane)): ValueRange | null {
  const { values, columns } = plane;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const { row, from, to } of pixels.spans) {
    for (let i = row * columns + from; i < row * columns + to; i++) {
      const value = values[i]!;
      if (!Number.isFinite(value)) continue;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  return least <= most ? { least, most } : null;
}
