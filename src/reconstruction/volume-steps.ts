import type { SliceRange } from '../geometry/grid.ts';
import type { FbpStep } from './fbp.ts';

/** How far a volume has come. */
export interface VolumeStep extends FbpStep {
  /** The slices that were made in this step, of the views so far. */
  readonly slab?: SliceRange;
}

/** Slices in slabs of nearly equal thickness, those about the middle first. */
export function slabsFromMiddle(slices: number, most: number): SliceRange[] {
  const count = Math.ceil(slices / most);
  const slabs = Array.from({ length: count }, (_, i) => ({
    from: Math.floor((i * slices) / count),
    to: Math.floor(((i + 1) * slices) / count),
  }));
  const fromMiddle = ({ from, to }: SliceRange) => Math.abs(from + to - slices);
  return slabs.sort((a, b) => fromMiddle(a) - fromMiddle(b));
}
