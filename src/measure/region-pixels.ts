import type { LinearAxis, MeasuredPlane } from './plane.ts';
import type { RegionShape } from './region-shape.ts';
import { regionBox, regionStretches } from './region-stretches.ts';

/** Pixels side by side in a row: from a column up to another, which is not among them. */
export interface PixelSpan {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** The pixels of a region. */
export interface RegionPixels {
  /** Row after row, in each from the first column to the last; none overlaps another. */
  readonly spans: readonly PixelSpan[];
  readonly count: number;
  /** Whether the region reaches beyond the plane, so that pixels of it are missing. */
  readonly isCut: boolean;
}

/** A centre that rounding puts this little beyond an outline, in pixels, is on it. */
const ROUNDING = 1e-6;

/**
 * The pixels of a plane whose centres lie in a region. A centre on the outline of a circle, an ellipse or a rectangle is in
 * it. The inside of a polygon is found by the even–odd rule; polygons with a side in common share no pixel.
 */
export function regionPixels(plane: MeasuredPlane, shape: RegionShape): RegionPixels {
  const box = regionBox(shape);
  const across = indicesOf(plane.horizontal, box.left, box.right);
  const down = indicesOf(plane.vertical, box.bottom, box.top);
  const pixelsBetween = 'corners' in shape ? halfOpen : onOutline;
  const rows = onOutline(down, plane.rows);
  const spans: PixelSpan[] = [];
  let count = 0;
  for (let row = rows.from; row < rows.to; row++) {
    const stretches = regionStretches(shape, plane.vertical.first + row * plane.vertical.step);
    for (const { left, right } of plane.horizontal.step > 0 ? stretches : stretches.toReversed()) {
      const indices = indicesOf(plane.horizontal, left, right);
      const { from, to } = pixelsBetween(indices, plane.columns);
      if (!(to > from)) continue;
      spans.push({ row, from, to });
      count += to - from;
    }
  }
  return { spans, count, isCut: reachesBeyond(across, plane.columns) || reachesBeyond(down, plane.rows) };
}

/** All pixels of a plane. */
export function allPixels({ rows, columns }: MeasuredPlane): RegionPixels {
  const spans = Array.from({ length: rows }, (_, row) => ({ row, from: 0, to: columns }));
  return { spans, count: rows * columns, isCut: false };
}

/** 1 for every pixel of a region, 0 for the others, [rows × columns]. */
export function regionMask({ rows, columns }: MeasuredPlane, { spans }: RegionPixels): Uint8Array {
  const mask = new Uint8Array(rows * columns);
  for (const { row, from, to } of spans) mask.fill(1, row * columns + from, row * columns + to);
  return mask;
}

/** From one (fractional) index to another. */
interface Indices {
  readonly low: number;
  readonly high: number;
}

function indicesOf({ first, step }: LinearAxis, from: number, to: number): Indices {
  const [one, other] = [(from - first) / step, (to - first) / step];
  return { low: Math.min(one, other), high: Math.max(one, other) };
}

function onOutline({ low, high }: Indices, count: number) {
  return { from: Math.max(0, Math.ceil(low - ROUNDING)), to: Math.min(count, Math.floor(high + ROUNDING) + 1) };
}

function halfOpen({ low, high }: Indices, count: number) {
  return { from: Math.max(0, Math.ceil(low)), to: Math.min(count, Math.ceil(high)) };
}

function reachesBeyond({ low, high }: Indices, count: number): boolean {
  return low < -0.5 - ROUNDING || high > count - 0.5 + ROUNDING;
}
