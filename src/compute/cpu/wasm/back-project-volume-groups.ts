// Back-projection of a volume by groups of views a quarter turn apart (AssemblyScript).
//
//   volume(x, y, z) += Σ_v w_v · W_v(x, y) · q_v(row and channel that see the voxel)
//
// The view at β sees the column of voxels at a place as those at β + 90°, β + 180° and β + 270° see the columns at the place
// turned as far. The four lie side by side, [channels, rows, 4 views], so that one position, one weight and two loads serve four
// updates: first the two channels on either side of the column are made one, then a walk along z interpolates between rows.
// Where mirror images read backwards stand beside the four (back-project-fan.ts), [channels, rows, 8 views], one position
// serves eight. Sums lie [columns of voxels, slices, 4 or 8 places] and stay in the cache for as many columns as a tile has.

import { fetchTile } from './fetch-tile';
import { FAR, FROM, locateColumn, ROW_0, ROWS_PER_Z, rowsAt, VIEWS_BYTES, wholes } from './volume-positions';

/** Bytes of what a slice sees of four groups: how far above the row below, 4 × f32, and where that row lies, 4 × i32. */
const PLACE_BYTES: usize = 32;
/** Bytes of what a column sees, of which volume-positions.ts leaves the last sixteen to others. */
const LENGTHS: usize = 80;
const SEEN_BYTES: usize = 96;
/** Addresses that are the same in these bits are taken for one another by processors. */
const ALIKE_MASK: usize = 0xff0;

/** Two channels of four groups made one each, 128 bytes at a time. @param seen see volume-positions.ts */
function mixChannels(seen: usize, stride: usize, room: usize, roomBytes: usize): void {
  for (let group = seen; group < seen + 16; group += 4) {
    const near = v128.load32_splat(group);
    const far = v128.load32_splat(group, FAR);
    let from = load<usize>(group, FROM);
    let out = room;
    const end = out + load<usize>(group, LENGTHS);
    while (out < end) {
      const above = from + stride;
      v128.store(out, f32x4.add(f32x4.mul(near, v128.load(from)), f32x4.mul(far, v128.load(above))));
      v128.store(out, f32x4.add(f32x4.mul(near, v128.load(from, 16)), f32x4.mul(far, v128.load(above, 16))), 16);
      v128.store(out, f32x4.add(f32x4.mul(near, v128.load(from, 32)), f32x4.mul(far, v128.load(above, 32))), 32);
      v128.store(out, f32x4.add(f32x4.mul(near, v128.load(from, 48)), f32x4.mul(far, v128.load(above, 48))), 48);
      v128.store(out, f32x4.add(f32x4.mul(near, v128.load(from, 64)), f32x4.mul(far, v128.load(above, 64))), 64);
      v128.store(out, f32x4.add(f32x4.mul(near, v128.load(from, 80)), f32x4.mul(far, v128.load(above, 80))), 80);
      v128.store(out, f32x4.add(f32x4.mul(near, v128.load(from, 96)), f32x4.mul(far, v128.load(above, 96))), 96);
      v128.store(out, f32x4.add(f32x4.mul(near, v128.load(from, 112)), f32x4.mul(far, v128.load(above, 112))), 112);
      from += 128;
      out += 128;
    }
    room += roomBytes;
  }
}

/** Between which rows each slice lies. @param origin where row 0 of each group would lie, less the bits of a whole number */
function findPlaces(
  isEight: bool,
  seen: usize,
  rowParameters: usize,
  rounding: v128,
  origin: v128,
  zs: usize,
  places: usize,
  placesEnd: usize,
): void {
  const least = v128.load(rowParameters, 32);
  const most = v128.load(rowParameters, 48);
  const rowsPerZ = v128.load(seen, ROWS_PER_Z);
  const row0 = v128.load(seen, ROW_0);
  for (let place = places; place < placesEnd; place += PLACE_BYTES) {
    const row = rowsAt(row0, rowsPerZ, v128.load32_splat(zs), least, most);
    const below = f32x4.floor(row);
    const whole = f32x4.add(below, rounding);
    v128.store(place, f32x4.sub(row, below));
    v128.store(place, i32x4.add(origin, isEight ? i32x4.shl(whole, 5) : i32x4.shl(whole, 4)), 16);
    zs += 4;
  }
}

/** What lies between two rows of four. */
@inline
function betweenFours(at: usize, part: v128): v128 {
  const below = v128.load(at);
  return f32x4.add(below, f32x4.mul(part, f32x4.sub(v128.load(at, 16), below)));
}

/** The same of the first four of eight. */
@inline
function betweenTurned(at: usize, part: v128): v128 {
  const below = v128.load(at);
  return f32x4.add(below, f32x4.mul(part, f32x4.sub(v128.load(at, 32), below)));
}

/** The same of the second four of eight. */
@inline
function betweenMirrored(at: usize, part: v128): v128 {
  const below = v128.load(at, 16);
  return f32x4.add(below, f32x4.mul(part, f32x4.sub(v128.load(at, 48), below)));
}

function addFours(places: usize, placesEnd: usize, sum: usize): void {
  for (let place = places; place < placesEnd; place += PLACE_BYTES) {
    const sum0 = betweenFours(load<usize>(place, 16), v128.load32_splat(place));
    const sum1 = betweenFours(load<usize>(place, 20), v128.load32_splat(place, 4));
    const sum2 = betweenFours(load<usize>(place, 24), v128.load32_splat(place, 8));
    const sum3 = betweenFours(load<usize>(place, 28), v128.load32_splat(place, 12));
    v128.store(sum, f32x4.add(v128.load(sum), f32x4.add(f32x4.add(sum0, sum1), f32x4.add(sum2, sum3))));
    sum += 16;
  }
}

function addEights(places: usize, placesEnd: usize, sum: usize): void {
  for (let place = places; place < placesEnd; place += PLACE_BYTES) {
    const at0 = load<usize>(place, 16);
    const at1 = load<usize>(place, 20);
    const part0 = v128.load32_splat(place);
    const part1 = v128.load32_splat(place, 4);
    const turned01 = f32x4.add(betweenTurned(at0, part0), betweenTurned(at1, part1));
    const mirrored01 = f32x4.add(betweenMirrored(at0, part0), betweenMirrored(at1, part1));
    const turned = f32x4.add(v128.load(sum), turned01);
    const mirrored = f32x4.add(v128.load(sum, 16), mirrored01);
    // Stored before they are complete: V8 would load everything first otherwise, and run out of registers.
    v128.store(sum, turned);
    v128.store(sum, mirrored, 16);
    const at2 = load<usize>(place, 24);
    const at3 = load<usize>(place, 28);
    const part2 = v128.load32_splat(place, 8);
    const part3 = v128.load32_splat(place, 12);
    const turned23 = f32x4.add(betweenTurned(at2, part2), betweenTurned(at3, part3));
    const mirrored23 = f32x4.add(betweenMirrored(at2, part2), betweenMirrored(at3, part3));
    v128.store(sum, f32x4.add(turned, turned23));
    v128.store(sum, f32x4.add(mirrored, mirrored23), 16);
    sum += 32;
  }
}

/**
 * Sixteen groups, or as many fours of groups as there are, onto a tile of columns of voxels.
 *
 * @param isEight whether mirror images stand beside the four
 * @param kind, parameters, rowParameters see volume-positions.ts, as for the table: entries [4 quarter turns, fours]
 * @param stride bytes from one channel to the next
 * @param xs, ys f32[columns], f32[rows]: places of the columns of voxels, in pixels
 * @param zs f32[slices], ascending
 * @param room for 4 × roomBytes, 32 bytes for each slice, and 4192; roomBytes for the rows that a column sees and 64 more
 * @param sums f32[rows × columns, slices, 4 or 8], added to
 */
export function backProjectVolumeGroups(
  isEight: bool,
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
  const seen = room;
  const roomsFrom = room + SEEN_BYTES;
  const rowShift: i32 = isEight ? 5 : 4;
  const sumBytes = <usize>slices << rowShift;
  const sumsEnd = sums + <usize>(rows * columns) * sumBytes;
  const zsEnd = zs + (<usize>slices << 2);
  const least = v128.load(rowParameters, 32);
  const most = v128.load(rowParameters, 48);
  const rounding = v128.load(parameters, 16);
  const offsets = i32x4.mul(i32x4.splat(roomBytes), i32x4(0, 1, 2, 3));
  // Less the bits that a whole number has above its own, so that none need be taken off for each slice.
  const offsetsLess = i32x4.sub(offsets, i32x4.shl(rounding, rowShift));
  for (let quarter: i32 = 0; quarter < 4; quarter++) {
    for (let four: i32 = 0; four < fours; four++) {
      fetchTile(kind, table, parameters, rowParameters, stride, xs, columns, ys, rows, zs, slices, rowShift, seen);
      let columnSum = sums;
      for (let row: i32 = 0; row < rows; row++) {
        const y = v128.load32_splat(ys + (<usize>row << 2));
        for (let column: i32 = 0; column < columns; column++) {
          const x = v128.load32_splat(xs + (<usize>column << 2));
          if (locateColumn(kind, table, parameters, rowParameters, x, y, stride, seen)) {
            const rowsPerZ = v128.load(seen, ROWS_PER_Z);
            const row0 = v128.load(seen, ROW_0);
            // Slices at either end that all four see beyond the detector are passed over.
            let z = zs;
            let zEnd = zsEnd;
            let lowest = rowsAt(row0, rowsPerZ, v128.load32_splat(z), least, most);
            let highest = rowsAt(row0, rowsPerZ, v128.load32_splat(zEnd - 4), least, most);
            while (z < zEnd && i32x4.all_true(f32x4.eq(lowest, least))) {
              z += 4;
              lowest = rowsAt(row0, rowsPerZ, v128.load32_splat(z), least, most);
            }
            while (z < zEnd && i32x4.all_true(f32x4.eq(highest, most))) {
              zEnd -= 4;
              highest = rowsAt(row0, rowsPerZ, v128.load32_splat(zEnd - 4), least, most);
            }
            const first = f32x4.floor(lowest);
            const last = f32x4.floor(highest);
            const sum = columnSum + ((z - zs) << (rowShift - 2));
            const firstBytes = i32x4.shl(wholes(first, parameters), rowShift);
            const lastBytes = i32x4.shl(wholes(last, parameters), rowShift);
            v128.store(seen, i32x4.add(v128.load(seen, FROM), firstBytes), FROM);
            v128.store(seen, i32x4.add(i32x4.sub(lastBytes, firstBytes), i32x4.splat(2 << rowShift)), LENGTHS);
            // Right behind the column's sums in the last bits of the address, which is all that processors look at when they
            // ask whether something is being written to the place that they are about to read.
            const columnRoom = roomsFrom + ((columnSum + sumBytes - roomsFrom) & ALIKE_MASK);
            const places = columnRoom + 4 * <usize>roomBytes;
            const placesEnd = places + ((zEnd - z) >> 2) * PLACE_BYTES;
            mixChannels(seen, stride, columnRoom, roomBytes);
            // Where each slice reads is worked out before anything is added up, since V8 would run out of registers.
            const origin = i32x4.add(i32x4.splat(<i32>columnRoom), i32x4.sub(offsetsLess, firstBytes));
            if (isEight) {
              findPlaces(true, seen, rowParameters, rounding, origin, z, places, placesEnd);
              addEights(places, placesEnd, sum);
            } else {
              findPlaces(false, seen, rowParameters, rounding, origin, z, places, placesEnd);
              addFours(places, placesEnd, sum);
            }
          }
          columnSum += sumBytes;
        }
      }
      table += VIEWS_BYTES;
    }
    // After a quarter turn each view is about the next of the four places.
    for (let sum = sums; sum < sumsEnd; sum += 16) {
      const places4 = v128.load(sum);
      v128.store(sum, v128.shuffle<f32>(places4, places4, 3, 0, 1, 2));
    }
  }
}
