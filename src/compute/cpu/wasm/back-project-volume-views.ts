// Back-projection of a volume by views that have no partners (AssemblyScript): those of a helix, or of a short scan whose
// steps make no quarter turn.
//
// Four neighbouring slices stand in a register, and four views are taken in one walk along z. A view lies [channels, rows]: the
// two channels on either side of a column of voxels are made one, eight rows at a time, and four slices then each load two
// neighbouring rows of it.

import { fetchTile } from './fetch-tile';
import { FAR, FROM, locateColumn, ROW_0, ROWS_PER_Z, rowsAt, VIEWS_BYTES, wholes } from './volume-positions';

const ROW_SHIFT: i32 = 2;
/** What a column sees has sixteen bytes left for others; here, of each view, where its row 0 would lie. */
const ORIGINS: usize = 80;
const SEEN_BYTES: usize = 96;

/** Two channels made one, so many bytes of rows or up to 28 more. */
@inline
function mixChannels(from: usize, stride: usize, near: v128, far: v128, out: usize, bytes: usize): void {
  for (const end = out + bytes; out < end; out += 32) {
    const above = from + stride;
    v128.store(out, f32x4.add(f32x4.mul(near, v128.load(from)), f32x4.mul(far, v128.load(above))));
    v128.store(out, f32x4.add(f32x4.mul(near, v128.load(from, 16)), f32x4.mul(far, v128.load(above, 16))), 16);
    from += 32;
  }
}

/** Between which rows of a view four slices lie. */
@inline
function findPlaces(view: usize, z: v128, rounding: v128, least: v128, most: v128, places: usize): void {
  const row = rowsAt(v128.load32_splat(view, ROW_0), v128.load32_splat(view, ROWS_PER_Z), z, least, most);
  const below = f32x4.floor(row);
  const origin = v128.load32_splat(view, ORIGINS);
  v128.store(places, i32x4.add(origin, i32x4.shl(f32x4.add(below, rounding), ROW_SHIFT)));
  v128.store(places, f32x4.sub(row, below), 16);
}

/** What a view brings for four slices. */
@inline
function seenBy(places: usize): v128 {
  let pair01 = v128.load64_zero(load<usize>(places));
  let pair23 = v128.load64_zero(load<usize>(places, 8));
  pair01 = v128.load64_lane(load<usize>(places, 4), pair01, 1);
  pair23 = v128.load64_lane(load<usize>(places, 12), pair23, 1);
  const below = v128.shuffle<f32>(pair01, pair23, 0, 2, 4, 6);
  const above = v128.shuffle<f32>(pair01, pair23, 1, 3, 5, 7);
  return f32x4.add(below, f32x4.mul(v128.load(places, 16), f32x4.sub(above, below)));
}

/** Four views onto a column of voxels. @param seen see volume-positions.ts */
@inline
function addFour(
  seen: usize,
  stride: usize,
  parameters: usize,
  rowParameters: usize,
  zs: usize,
  slices: i32,
  rooms: usize,
  roomBytes: i32,
  sums: usize,
): void {
  const least = v128.load(rowParameters, 32);
  const most = v128.load(rowParameters, 48);
  const row0 = v128.load(seen, ROW_0);
  const rowsPerZ = v128.load(seen, ROWS_PER_Z);
  // Slices at either end that all four see beyond the detector are passed over.
  let z = zs;
  let zEnd = zs + (<usize>slices << 2);
  while (z < zEnd && i32x4.all_true(f32x4.eq(rowsAt(row0, rowsPerZ, v128.load32_splat(z, 12), least, most), least))) {
    z += 16;
  }
  while (z < zEnd && i32x4.all_true(f32x4.eq(rowsAt(row0, rowsPerZ, v128.load32_splat(zEnd - 16), least, most), most))) {
    zEnd -= 16;
  }
  if (z == zEnd) return;
  const lowest = rowsAt(row0, rowsPerZ, v128.load32_splat(z), least, most);
  const highest = rowsAt(row0, rowsPerZ, v128.load32_splat(zEnd - 4), least, most);
  const rounding = v128.load(parameters, 16);
  const firstBytes = i32x4.shl(wholes(f32x4.floor(lowest), parameters), ROW_SHIFT);
  const lastBytes = i32x4.shl(wholes(f32x4.floor(highest), parameters), ROW_SHIFT);
  v128.store(seen, i32x4.add(v128.load(seen, FROM), firstBytes), FROM);
  v128.store(seen, i32x4.add(i32x4.sub(lastBytes, firstBytes), i32x4.splat(2 << ROW_SHIFT)), ORIGINS);
  let room = rooms;
  for (let view = seen; view < seen + 16; view += 4) {
    const near = v128.load32_splat(view);
    const far = v128.load32_splat(view, FAR);
    mixChannels(load<usize>(view, FROM), stride, near, far, room, load<usize>(view, ORIGINS));
    room += roomBytes;
  }
  // Less the bits that a whole number has above its own, so that none need be taken off for each slice.
  const offsets = i32x4.sub(i32x4.mul(i32x4.splat(roomBytes), i32x4(0, 1, 2, 3)), i32x4.shl(rounding, ROW_SHIFT));
  v128.store(seen, i32x4.add(i32x4.splat(<i32>rooms), i32x4.sub(offsets, firstBytes)), ORIGINS);
  let sum = sums + (z - zs);
  const places = rooms + 4 * <usize>roomBytes;
  let place = places;
  // Before anything is added up, since a processor waits for what it has only just written.
  for (; z < zEnd; z += 16) {
    const four = v128.load(z);
    findPlaces(seen, four, rounding, least, most, place);
    findPlaces(seen + 4, four, rounding, least, most, place + 32);
    findPlaces(seen + 8, four, rounding, least, most, place + 64);
    findPlaces(seen + 12, four, rounding, least, most, place + 96);
    place += 128;
  }
  const placesEnd = place;
  for (place = places; place < placesEnd; place += 128) {
    // Stored after each view: V8 would load everything first otherwise, and run out of registers.
    const sum0 = f32x4.add(v128.load(sum), seenBy(place));
    v128.store(sum, sum0);
    const sum1 = f32x4.add(sum0, seenBy(place + 32));
    v128.store(sum, sum1);
    const sum2 = f32x4.add(sum1, seenBy(place + 64));
    v128.store(sum, sum2);
    v128.store(sum, f32x4.add(sum2, seenBy(place + 96)));
    sum += 16;
  }
}

/**
 * Some fours of views onto a tile of columns of voxels.
 *
 * @param kind, parameters, rowParameters, table see volume-positions.ts
 * @param stride bytes from one channel to the next
 * @param xs, ys f32[columns], f32[rows]: places of the columns of voxels, in pixels
 * @param zs f32[slices], ascending
 * @param slices a multiple of four
 * @param room for 4 × roomBytes, 32 bytes for each slice, and 96; roomBytes, a multiple of sixteen, for the rows that a column sees and 64 more
 * @param sums f32[rows × columns, slices], added to
 */
export function backProjectVolumeViews(
  kind: i32,
  table: usize,
  fours: i32,
  parameters: usize,
  rowParameters: usize,
  stride: i32,
  xs: usize,
  columns: i32,
  ys: usize,
  rows: i32,
  zs: usize,
  slices: i32,
  room: usize,
  roomBytes: i32,
  sums: usize,
): void {
  const rooms = room + SEEN_BYTES;
  const sumBytes = <usize>slices << 2;
  for (let four: i32 = 0; four < fours; four++) {
    fetchTile(kind, table, parameters, rowParameters, stride, xs, columns, ys, rows, zs, slices, ROW_SHIFT, room);
    let sum = sums;
    for (let row: i32 = 0; row < rows; row++) {
      const y = v128.load32_splat(ys + (<usize>row << 2));
      for (let column: i32 = 0; column < columns; column++) {
        const x = v128.load32_splat(xs + (<usize>column << 2));
        if (locateColumn(kind, table, parameters, rowParameters, x, y, stride, room)) {
          addFour(room, stride, parameters, rowParameters, zs, slices, rooms, roomBytes, sum);
        }
        sum += sumBytes;
      }
    }
    table += VIEWS_BYTES;
  }
}

/**
 * Writes the sums of a tile to the voxels that they belong to.
 *
 * @param sums f32[rows × columns, stored slices], of which the first so many count
 * @param width, height of a slice
 * @param volume f32[slices, height, width]
 */
export function unpackVolumeViews(
  sums: usize,
  stored: i32,
  column: i32,
  columns: i32,
  row: i32,
  rows: i32,
  slices: i32,
  width: i32,
  height: i32,
  volume: usize,
): void {
  for (let slice: i32 = 0; slice < slices; slice++) {
    let sum = sums + (<usize>slice << 2);
    const image = volume + ((<usize>slice * <usize>width * <usize>height) << 2);
    for (let r = row; r < row + rows; r++) {
      for (let c = column; c < column + columns; c++) {
        store<f32>(image + ((<usize>(r * width + c)) << 2), load<f32>(sum));
        sum += <usize>stored << 2;
      }
    }
  }
}

/**
 * Writes the rows of a view, weighted, as out[channel][row].
 *
 * @param view f32[rows, channels]
 * @param weights f32[1]
 * @param out address of the first row in channel 0
 * @param stride bytes from one channel to the next
 */
export function transposeRows(view: usize, weights: usize, rows: i32, channels: i32, out: usize, stride: i32): void {
  const weight = load<f32>(weights);
  const rowBytes = <usize>channels << 2;
  for (let row: i32 = 0; row < rows; row += 16) {
    const end = min(rows, row + 16);
    for (let channel: i32 = 0; channel < channels; channel++) {
      let at = view + <usize>row * rowBytes + (<usize>channel << 2);
      let to = out + <usize>channel * stride + (<usize>row << 2);
      for (let r = row; r < end; r++) {
        store<f32>(to, weight * load<f32>(at));
        at += rowBytes;
        to += 4;
      }
    }
  }
}
