// Brings what a tile of columns of voxels sees of four views or groups into the cache (AssemblyScript).
//
// A column reads a few dozen rows of two channels and then those of others, pieces too short for a processor to foresee: it
// would wait at the beginning of each. Read one after the other and for nothing, the lines come many at a time.

import { FAR, FROM, locateColumn, ROW_0, ROWS_PER_Z, rowsAt, wholes } from './volume-positions';

const LINE: usize = 64;

/**
 * Reads a number of each line of the cache that columns may ask for: from the first to the last channel and row that the tile's
 * corners see, between which those of all others lie.
 *
 * @param kind, table, parameters, rowParameters, stride, xs, columns, ys, rows, zs, slices as for backProjectVolumeGroups
 * @param rowShift of the bytes from one row to the next
 * @param room 80 bytes
 */
export function fetchTile(
  kind: i32,
  table: usize,
  parameters: usize,
  rowParameters: usize,
  stride: usize,
  xs: usize,
  columns: i32,
  ys: usize,
  rows: i32,
  zs: usize,
  slices: i32,
  rowShift: i32,
  room: usize,
): void {
  const least = v128.load(rowParameters, 32);
  const most = v128.load(rowParameters, 48);
  let firstChannels = i32x4.splat(i32.MAX_VALUE);
  let lastChannels = i32x4.splat(0);
  let firstRows = i32x4.splat(i32.MAX_VALUE);
  let lastRows = i32x4.splat(i32.MIN_VALUE);
  let isSeen = false;
  for (let corner: i32 = 0; corner < 4; corner++) {
    const x = v128.load32_splat(xs + (<usize>((corner & 1) * (columns - 1)) << 2));
    const y = v128.load32_splat(ys + (<usize>((corner >> 1) * (rows - 1)) << 2));
    if (!locateColumn(kind, table, parameters, rowParameters, x, y, <i32>stride, room)) continue;
    isSeen = true;
    const row0 = v128.load(room, ROW_0);
    const rowsPerZ = v128.load(room, ROWS_PER_Z);
    const lowest = rowsAt(row0, rowsPerZ, v128.load32_splat(zs), least, most);
    const highest = rowsAt(row0, rowsPerZ, v128.load32_splat(zs + (<usize>(slices - 1) << 2)), least, most);
    firstChannels = i32x4.min_s(firstChannels, v128.load(room, FROM));
    lastChannels = i32x4.max_s(lastChannels, v128.load(room, FROM));
    firstRows = i32x4.min_s(firstRows, wholes(f32x4.floor(lowest), parameters));
    lastRows = i32x4.max_s(lastRows, wholes(f32x4.floor(highest), parameters));
  }
  if (!isSeen) return;
  const firstBytes = i32x4.shl(firstRows, rowShift);
  v128.store(room, i32x4.add(firstChannels, firstBytes));
  v128.store(room, i32x4.add(lastChannels, firstBytes), FAR);
  v128.store(room, i32x4.sub(i32x4.shl(lastRows, rowShift), firstBytes), FROM);
  let bits = i32x4.splat(0);
  for (let view = room; view < room + 16; view += 4) {
    // Of the channel above the last one too, and up to the row above the last.
    const end = load<usize>(view, FAR) + stride;
    const bytes = load<usize>(view, FROM) + (<usize>2 << rowShift);
    for (let channel = load<usize>(view); channel <= end; channel += stride) {
      const channelEnd = channel + bytes;
      for (let line = channel; line < channelEnd; line += LINE) bits = v128.or(bits, v128.load(line));
    }
  }
  // Kept, so that a compiler leaves the reading in.
  v128.store(room, bits);
}
