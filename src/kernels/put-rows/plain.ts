import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';

/** Where the rows of a plane go: row r to row first + r · step of the target, which keeps what it has elsewhere. */
export interface RowPlaces {
  readonly first: number;
  readonly step: number;
  /** How many rows. */
  readonly count: number;
}

/** The first row of the plane whose place in the target is at `from` or behind. */
export function firstRowPut({ first, step }: RowPlaces, from: number): number {
  return Math.max(0, Math.ceil((from - first) / step));
}

/** Puts each row of the plane into its place, as far as that is among the rows of the part. */
export function plain(
  places: RowPlaces,
  { plane, target }: Readonly<Record<'plane' | 'target', HostRows>>,
  { from, to }: ViewRange,
): void {
  const { columns } = plane;
  for (let r = firstRowPut(places, from); r < places.count; r++) {
    const row = places.first + r * places.step;
    if (row >= to) return;
    target.data.set(plane.data.subarray(r * columns, (r + 1) * columns), (row - from) * columns);
  }
}
