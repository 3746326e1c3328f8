import type { ViewRange } from '../../compute/device.ts';
import type { HostRows } from '../../compute/kernel.ts';
import type { PlaneCut, PlaneIndex } from './plane-cut.ts';

/** The values of a plane, [rows × columns] of the cut, from all of a volume. */
export function plain(
  { row, column, steps, reduce }: PlaneCut,
  { volume, plane }: Readonly<Record<'volume' | 'plane', HostRows>>,
  { from }: ViewRange,
): void {
  for (let r = 0; r < plane.rows; r++) {
    for (let c = 0; c < plane.columns; c++) {
      let value = reduce === 'max' ? Number.NEGATIVE_INFINITY : 0;
      for (let step = 0; step < steps; step++) {
        const at = indexAt(row, from + r, c, step) * volume.columns + indexAt(column, from + r, c, step);
        const there = volume.data[at]!;
        value = reduce === 'max' ? Math.max(value, there) : value + there;
      }
      plane.data[r * plane.columns + c] = reduce === 'max' ? value : value / steps;
    }
  }
}

function indexAt({ start, perRow, perColumn, perStep }: PlaneIndex, r: number, c: number, step: number): number {
  return start + perRow * r + perColumn * c + perStep * step;
}
