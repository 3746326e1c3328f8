// Where views whose detector rows run along the axis see a column of voxels, for the kernels that back-project volumes
// (AssemblyScript). Channel, depth and weight are the same all along the axis, and the row is linear in z, so that all of
// them are worked out once for a column, and for four views, or groups of views, at a time.
//
// The table has 128 bytes for each four: seven vectors of a number for each of the four, the factors of x, y and 1 in across
// and in depth, x and y counted in pixels and lengths in the source's distance, and the height of the plane z = 0 above the
// view's source; then 4 × i32, the address of row 0 in the first of the channels of each.
//
// Parameters, each 4 × f32, begin with those of fan-positions.ts; those of parallel rays are the flat panel's. Row parameters,
// each 4 × f32: the row in the plane of the source; rows for a unit of z at the axis; the least and the greatest row that
// matter, which are zeros.
//
// A column sees, in 96 bytes of four numbers each: what the channel below counts; what the one above does; the address of
// row 0 in the channel below; rows per unit of z; the row in which z = 0 is seen; and room.

import { positionOf } from './fan-positions';

export const VIEWS_BYTES: usize = 128;

const NARROW_ARC: i32 = 1;
const ANY_FLAT: i32 = 2;
const ANY_ARC: i32 = 3;
export const PARALLEL: i32 = 4;

const ROUNDING_BITS: i32 = 0x4b400000;

export const FAR: usize = 16;
export const FROM: usize = 32;
export const ROWS_PER_Z: usize = 48;
export const ROW_0: usize = 64;

/**
 * What a column of voxels sees of four views or groups.
 *
 * @param kind that of fan-positions.ts, or PARALLEL
 * @param stride bytes from one channel to the next
 * @returns whether any of the four sees it
 */
@inline
export function locateColumn(
  kind: i32,
  table: usize,
  parameters: usize,
  rowParameters: usize,
  x: v128,
  y: v128,
  stride: i32,
  seen: usize,
): bool {
  const acrossOfRow = f32x4.add(v128.load(table, 32), f32x4.mul(y, v128.load(table, 16)));
  const across = f32x4.add(acrossOfRow, f32x4.mul(x, v128.load(table)));
  let slope = across;
  let weight = v128.load(parameters);
  let over = weight;
  if (kind != PARALLEL) {
    const one = v128.load(parameters);
    const depthOfRow = f32x4.add(v128.load(table, 80), f32x4.mul(y, v128.load(table, 64)));
    const anyDepth = f32x4.add(depthOfRow, f32x4.mul(x, v128.load(table, 48)));
    const isNear = kind == ANY_FLAT || kind == ANY_ARC;
    const depth = isNear ? f32x4.pmax(anyDepth, v128.load(parameters, 48)) : anyDepth;
    over = f32x4.div(one, depth);
    slope = f32x4.mul(across, over);
    if (kind == NARROW_ARC || kind == ANY_ARC) {
      weight = f32x4.div(one, f32x4.add(f32x4.mul(across, across), f32x4.mul(depth, depth)));
      over = f32x4.sqrt(weight);
    } else {
      weight = f32x4.mul(over, over);
    }
    if (isNear) weight = v128.and(f32x4.eq(anyDepth, depth), weight);
  }
  const notMore = f32x4.pmin(slope, v128.load(parameters, 80));
  const bounded = f32x4.pmax(notMore, v128.load(parameters, 64));
  if (!v128.any_true(f32x4.eq(bounded, slope))) return false;
  const position =
    kind == NARROW_ARC
      ? positionOf(true, true, bounded, parameters)
      : kind == ANY_ARC
        ? positionOf(true, false, bounded, parameters)
        : positionOf(false, false, bounded, parameters);
  const below = f32x4.floor(position);
  const far = f32x4.mul(weight, f32x4.sub(position, below));
  const rowsPerZ = f32x4.mul(over, v128.load(rowParameters, 16));
  v128.store(seen, f32x4.sub(weight, far));
  v128.store(seen, far, FAR);
  v128.store(seen, i32x4.add(v128.load(table, 112), i32x4.mul(wholes(below, parameters), i32x4.splat(stride))), FROM);
  v128.store(seen, rowsPerZ, ROWS_PER_Z);
  v128.store(seen, f32x4.add(v128.load(rowParameters), f32x4.mul(rowsPerZ, v128.load(table, 96))), ROW_0);
  return true;
}

/** Whole numbers as integers. */
@inline
export function wholes(numbers: v128, parameters: usize): v128 {
  return i32x4.sub(f32x4.add(numbers, v128.load(parameters, 16)), i32x4.splat(ROUNDING_BITS));
}

/** The rows in which heights are seen, or the nearest that are zeros. */
@inline
export function rowsAt(row0: v128, rowsPerZ: v128, z: v128, least: v128, most: v128): v128 {
  return f32x4.pmin(most, f32x4.pmax(least, f32x4.add(row0, f32x4.mul(rowsPerZ, z))));
}
