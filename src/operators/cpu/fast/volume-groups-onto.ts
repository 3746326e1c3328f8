import { MIRRORED_GROUP, type TurnedGroup } from '../turned-groups.ts';
import type { Bundling } from './volume-onto.ts';
import type { VolumePacking } from './volume-tables.ts';
import { type Chunk, type Tile, tilesOf, type Work } from './volume-work.ts';

/** Groups of four or eight onto a square volume. */
export function groupBundling(
  { kernels, grid }: Pick<Work, 'kernels' | 'grid'>,
  { slices }: Chunk,
  bundles: readonly TurnedGroup[],
  packing: VolumePacking,
): Bundling {
  const { run } = kernels;
  const side = grid.rows;
  const stored = slices.to - slices.from;
  const base = Math.ceil(side / 2);
  const lanes = bundles[0]!.length;
  const isEight = lanes === MIRRORED_GROUP;
  const rowBytes = 4 * lanes;
  const turned = ({ column, columns, row, rows }: Tile, sums: number, volume: number) =>
    run.unpackVolumeGroups(sums, rowBytes, column, columns, row, rows, stored, side, volume);
  const mirrored = ({ column, columns, row, rows }: Tile, sums: number, volume: number) =>
    run.addMirroredGroups(sums + 16, rowBytes, column, columns, row, rows, stored, side, volume);
  return {
    bundles,
    lanes,
    quarters: 4,
    packing,
    tiles: tilesOf(side - base, side, 0, base),
    stored,
    roomBytes: (columnBytes) => 4 * columnBytes + 32 * stored + 4192,
    pack: ({ staged, weights, rows, channels, out, stride }) =>
      run.interleaveRows(staged, weights, rows, channels, out, rowBytes, stride),
    addTo: ({ columns, rows }, { table, fours, parameters, rowNumbers, stride, xs, ys, zs, room, columnBytes, sums }) =>
      run.backProjectVolumeGroups(
        isEight,
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
    unpack: isEight ? [turned, mirrored] : [turned],
  };
}
