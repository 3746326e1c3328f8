import type { Vector } from '../volume/placed-volume.ts';
import type { DicomPlace } from './frame-place.ts';

/** Directions and pixel sizes of slices that differ by more are not those of one volume. */
const MOST_APART = 1e-3;
/** Slices that are not so far apart are at one height. */
const SAME_MM = 1e-3;

/** Why two slices cannot be of one volume: what the other one is or has, before “than the first one”; `null` where they can. */
export function whyNotTogether(first: DicomPlace, other: DicomPlace): string | null {
  if (other.series !== first.series) return 'belongs to another series';
  if (other.rows !== first.rows || other.columns !== first.columns) return 'has another number of pixels';
  if (Math.abs(other.pixelSizeMm - first.pixelSizeMm) > MOST_APART * first.pixelSizeMm)
    return 'has pixels of another size';
  const isTurned = [...first.alongRow, ...first.alongColumn].some(
    (x, i) => Math.abs(x - [...other.alongRow, ...other.alongColumn][i]!) > MOST_APART,
  );
  return isTurned ? 'lies another way' : null;
}

/** Slices that lie the same way by how far each is along their normal, the lowest first. */
export function byHeights<Slice extends DicomPlace>(
  slices: readonly Slice[],
): (Slice & { readonly heightMm: number })[] {
  const normal = normalOf(slices[0]!);
  return slices
    .map((slice) => ({ ...slice, heightMm: slice.positionMm.reduce((sum, x, i) => sum + x * normal[i]!, 0) }))
    .sort((one, other) => one.heightMm - other.heightMm);
}

export function normalOf({ alongRow: a, alongColumn: b }: DicomPlace): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function areAtOneHeight(one: { readonly heightMm: number }, other: { readonly heightMm: number }): boolean {
  return Math.abs(other.heightMm - one.heightMm) < SAME_MM;
}
