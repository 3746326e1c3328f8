import { type Band, bandParts, type GpuArray } from '../../compute/gpu/gpu-array.ts';
import type { Grid, SliceRange } from '../../geometry/grid.ts';

/** A dispatch has at most so many slices, so that all groups of them fit in its third dimension. */
const MOST_SLICES = 4096;

/** Slices of a volume, or some rows of one, that lie in one buffer. */
export interface VolumeBox {
  readonly band: Band;
  readonly slices: SliceRange;
  readonly rows: { readonly from: number; readonly to: number };
}

export function voxelsOf({ slices, rows }: Pick<VolumeBox, 'slices' | 'rows'>, { columns }: Grid): number {
  return (slices.to - slices.from) * (rows.to - rows.from) * columns;
}

/** A slab cut where one buffer ends and the next begins: whole slices, and parts of those that two buffers share. */
export function boxesOf(volume: GpuArray, { rows }: Grid, slab: SliceRange): VolumeBox[] {
  return bandParts(volume, { from: slab.from * rows, to: slab.to * rows }).flatMap(({ band, from, to }) => {
    const boxes: VolumeBox[] = [];
    for (let at = from; at < to; ) {
      const slice = Math.floor(at / rows);
      const inSlice = at - slice * rows;
      const whole = inSlice === 0 ? Math.min(MOST_SLICES, Math.floor((to - at) / rows)) : 0;
      if (whole > 0) {
        boxes.push({ band, slices: { from: slice, to: slice + whole }, rows: { from: 0, to: rows } });
        at += whole * rows;
      } else {
        const end = Math.min(rows, inSlice + to - at);
        boxes.push({ band, slices: { from: slice, to: slice + 1 }, rows: { from: inSlice, to: end } });
        at += end - inSlice;
      }
    }
    return boxes;
  });
}
