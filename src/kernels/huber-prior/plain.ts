import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import type { PixelLayout } from '../pixel-layout.ts';
import { neighbours } from './neighbour-weights.ts';

export interface HuberParameters {
  readonly layout: PixelLayout;
  /** δ, up to which a difference counts by its square; in the image's unit, more than 0. */
  readonly threshold: number;
  readonly quantity: HuberQuantity;
}

/**
 * Of R(x) = Σ over pairs of neighbours w·φ(difference), φ(t) = t²/2 up to |t| = δ and δ·|t| − δ²/2 beyond (Huber, Ann. Math.
 * Stat. 35:73, 1964, doi 10.1214/aoms/1177703732):
 * - `gradient`: Σ w·φ′(t), t what the pixel has more than a neighbour;
 * - `curvature`: 2·Σ w·φ′(t)/t, of the parabola that touches R at x, lies above it, and in which every pixel stands alone
 *   (Erdogan & Fessler, Phys. Med. Biol. 44:2835, 1999, doi 10.1088/0031-9155/44/11/311);
 * - `energy`: ½·Σ w·φ(t), which makes R when it is summed.
 */
export type HuberQuantity = (typeof HUBER_QUANTITIES)[number];

/** By the numbers that shader and WebAssembly know them by. */
export const HUBER_QUANTITIES = ['gradient', 'curvature', 'energy'] as const;

/** An image [slices · rows, columns], and what becomes of it. */
export type HuberArrays = Readonly<Record<'image' | 'out', HostRows>>;

type Term = (difference: number, threshold: number) => number;

const TERMS: Readonly<Record<HuberQuantity, Term>> = {
  gradient: (t, most) => Math.max(-most, Math.min(most, t)),
  curvature: (t, most) => 2 * (Math.abs(t) <= most ? 1 : most / Math.abs(t)),
  energy: (t, most) => 0.5 * (Math.abs(t) <= most ? 0.5 * t * t : most * (Math.abs(t) - 0.5 * most)),
};

/** out [rows, columns] = the quantity of each pixel. */
export function plain(
  { layout, threshold, quantity }: HuberParameters,
  { image: { data: image }, out }: HuberArrays,
  { from }: ViewRange,
): void {
  const { columns, rows, slices } = layout;
  const all = neighbours(layout);
  const term = TERMS[quantity];
  const sums = new Float64Array(columns);
  for (let r = 0; r < out.rows; r++) {
    const row = from + r;
    const [slice, rowOfSlice] = [Math.floor(row / rows), row % rows];
    sums.fill(0);
    for (const { weight, ...step } of all) {
      const [there, thereOfSlice] = [slice + step.slices, rowOfSlice + step.rows];
      if (there < 0 || there >= slices || thereOfSlice < 0 || thereOfSlice >= rows) continue;
      const own = row * columns;
      const other = (there * rows + thereOfSlice) * columns + step.columns;
      const end = Math.min(columns, columns - step.columns);
      for (let c = Math.max(0, -step.columns); c < end; c++) {
        sums[c]! += weight * term(image[own + c]! - image[other + c]!, threshold);
      }
    }
    out.data.set(sums, r * columns);
  }
}
