import type { Bundling } from './volume-onto.ts';
import type { VolumePacking } from './volume-tables.ts';
import { type Chunk, tilesOf, type Work } from './volume-work.ts';

/** Any views, one by one, onto any volume. */
export function viewBundling(
  { kernels, grid }: Pick<Work, 'kernels' | 'grid'>,
  { slices }: Chunk,
  views: readonly number[],
  packing: VolumePacking,
): Bundling {
  const { run } = kernels;
  const count = slices.to - slices.from;
  const stored = 4 * Math.ceil(count / 4);
  return {
    bundles: views.map((view) => [view]),
    lanes: 1,
    quarters: 1,
    packing,
    tiles: tilesOf(0, grid.columns, 0, grid.rows),
    stored,
    roomBytes: (columnBytes) => 4 * columnBytes + 32 * stored + 96,
    pack: ({ staged, weights, rows, channels, out, stride }) =>
      run.transposeRows(staged, weights, rows, channels, out, stride),
    addTo: ({ columns, rows }, { table, fours, parameters, rowNumbers, stride, xs, ys, zs, room, columnBytes, sums }) =>
      run.backProjectVolumeViews(
        packing.kind,
        table,
        fours,
        parameters,
        rowNumbers,
        stride,
        xs,
        columns,
        ys,
        rows,
        zs,
        stored,
        room,
        columnBytes,
        sums,
      ),
    unpack: [
      ({ column, columns, row, rows }, sums, volume) =>
        run.unpackVolumeViews(sums, stored, column, columns, row, rows, count, grid.columns, grid.rows, volume),
    ],
  };
}
