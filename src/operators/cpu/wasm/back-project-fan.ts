// Back-projection of a fan (AssemblyScript).
//
//   image(x, y) += Σ_v w_v · W_v(x, y) · q_v(channel that sees the pixel)
//
// Where a view, and the same turned by 90°, 180° and 270°, lie side by side, one position, one weight and two loads of 128
// bits serve four updates, of the pixels (x, y), (−y, x), (−x, −y) and (y, −x) of a square grid. The view −β sees (−x, y)
// as the view β sees (x, y), with the channels the other way round. Where the central ray falls on a channel or midway
// between two, such views read backwards have their numbers at the same places, and stand beside the other four: then one
// position serves eight updates.

import { locate, SEEN_AT, SEEN_BYTES, SEEN_FAR, STRIP, toNextColumns } from './fan-positions';
import { addToStrip } from './strip-of-pixels';
import { addToPixel } from './symmetric-pixels';

/** The sum and the updates of four views, from the channels below and above a position. */
@inline
function update(sum: v128, near: v128, below: v128, far: v128, above: v128): v128 {
  return f32x4.add(sum, f32x4.add(f32x4.mul(near, below), f32x4.mul(far, above)));
}

/**
 * Adds up two pixels of groups of eight. V8 brings all loads of a turn forward, so that more pixels would not stay in
 * registers.
 *
 * @param seen what a strip sees, from the first of the pixels on
 * @param sums f32[2 pixels, 2 × 4], added to
 */
@inline
function addEight(seen: usize, count: i32, sums: usize): void {
  let sum0 = v128.load(sums);
  let mirrored0 = v128.load(sums, 16);
  let sum1 = v128.load(sums, 32);
  let mirrored1 = v128.load(sums, 48);
  for (let g: i32 = 0; g < count; g++) {
    const near = v128.load(seen);
    const far = v128.load(seen, SEEN_FAR);
    const at0 = load<usize>(seen, SEEN_AT);
    const near0 = v128.shuffle<f32>(near, near, 0, 0, 0, 0);
    const far0 = v128.shuffle<f32>(far, far, 0, 0, 0, 0);
    sum0 = update(sum0, near0, v128.load(at0), far0, v128.load(at0, 32));
    mirrored0 = update(mirrored0, near0, v128.load(at0, 16), far0, v128.load(at0, 48));
    const at1 = load<usize>(seen, SEEN_AT + 4);
    const near1 = v128.shuffle<f32>(near, near, 1, 1, 1, 1);
    const far1 = v128.shuffle<f32>(far, far, 1, 1, 1, 1);
    sum1 = update(sum1, near1, v128.load(at1), far1, v128.load(at1, 32));
    mirrored1 = update(mirrored1, near1, v128.load(at1, 16), far1, v128.load(at1, 48));
    seen += SEEN_BYTES;
  }
  v128.store(sums, mirrored1, 48);
  v128.store(sums, sum1, 32);
  v128.store(sums, mirrored0, 16);
  v128.store(sums, sum0);
}

/** The same for four pixels of groups of four, sums f32[4 pixels, 4]. */
@inline
function addFour(seen: usize, count: i32, sums: usize): void {
  let sum0 = v128.load(sums);
  let sum1 = v128.load(sums, 16);
  let sum2 = v128.load(sums, 32);
  let sum3 = v128.load(sums, 48);
  for (let g: i32 = 0; g < count; g++) {
    const near = v128.load(seen);
    const far = v128.load(seen, SEEN_FAR);
    const at0 = load<usize>(seen, SEEN_AT);
    const at1 = load<usize>(seen, SEEN_AT + 4);
    const at2 = load<usize>(seen, SEEN_AT + 8);
    const at3 = load<usize>(seen, SEEN_AT + 12);
    sum0 = update(sum0, v128.shuffle<f32>(near, near, 0, 0, 0, 0), v128.load(at0), v128.shuffle<f32>(far, far, 0, 0, 0, 0), v128.load(at0, 16));
    sum1 = update(sum1, v128.shuffle<f32>(near, near, 1, 1, 1, 1), v128.load(at1), v128.shuffle<f32>(far, far, 1, 1, 1, 1), v128.load(at1, 16));
    sum2 = update(sum2, v128.shuffle<f32>(near, near, 2, 2, 2, 2), v128.load(at2), v128.shuffle<f32>(far, far, 2, 2, 2, 2), v128.load(at2, 16));
    sum3 = update(sum3, v128.shuffle<f32>(near, near, 3, 3, 3, 3), v128.load(at3), v128.shuffle<f32>(far, far, 3, 3, 3, 3), v128.load(at3, 16));
    seen += SEEN_BYTES;
  }
  v128.store(sums, sum3, 48);
  v128.store(sums, sum2, 32);
  v128.store(sums, sum1, 16);
  v128.store(sums, sum0);
}

/**
 * Groups of four or eight views onto some columns of a square image.
 *
 * @param detector see fan-positions.ts, as for the table and the parameters
 * @param isEight whether mirror images stand beside the four
 * @param seen room for what a strip sees, see fan-positions.ts
 * @param sums f32[strips of columns, rows, 8 pixels, 4 or 2 × 4], added to
 */
export function backProjectFanGroups(
  detector: i32,
  isEight: bool,
  table: usize,
  count: i32,
  parameters: usize,
  columnFrom: i32,
  columnTo: i32,
  rows: i32,
  seen: usize,
  sums: usize,
): void {
  // Columns outside, rows inside: a strip's neighbour below finds its channels still in the cache.
  for (let column = columnFrom; column < columnTo; column += STRIP) {
    for (let row: i32 = 0; row < rows; row++) {
      locate(detector, table, count, parameters, seen);
      if (isEight) {
        for (let pair: usize = 0; pair < 4; pair++) {
          addEight(seen + (pair << 3), count, sums);
          sums += 64;
        }
      } else {
        addFour(seen, count, sums);
        addFour(seen + 16, count, sums + 64);
        sums += 128;
      }
    }
    toNextColumns(table, count);
  }
}

/**
 * Adds complete sums to the pixels that they belong to. With x = column − h, y = h − row and h = (side − 1)/2 the turned
 * views see (x, y), (−y, x), (−x, −y) and (y, −x), and their mirror images (−x, y), (y, x), (x, −y) and (−y, −x).
 *
 * @param image f32[side × side], added to
 */
export function foldFan(isEight: bool, sums: usize, columnFrom: i32, columnTo: i32, side: i32, image: usize): void {
  const last = side - 1;
  const pixelBytes: usize = isEight ? 32 : 16;
  for (let column = columnFrom; column < columnTo; column += STRIP) {
    const end = min(columnTo, column + STRIP);
    for (let row: i32 = 0; row < side; row++) {
      let pixel = sums;
      for (let c = column; c < end; c++) {
        addToPixel(image, side, c, row, load<f32>(pixel));
        addToPixel(image, side, row, last - c, load<f32>(pixel, 4));
        addToPixel(image, side, last - c, last - row, load<f32>(pixel, 8));
        addToPixel(image, side, last - row, c, load<f32>(pixel, 12));
        if (isEight) {
          addToPixel(image, side, last - c, row, load<f32>(pixel, 16));
          addToPixel(image, side, last - row, last - c, load<f32>(pixel, 20));
          addToPixel(image, side, c, last - row, load<f32>(pixel, 24));
          addToPixel(image, side, row, c, load<f32>(pixel, 28));
        }
        pixel += pixelBytes;
      }
      sums += pixelBytes * STRIP;
    }
  }
}

/** Four neighbouring pixels of one view: four loads of two neighbouring channels each, taken apart. */
@inline
function updatePixels(sum: v128, seen: usize): v128 {
  let pair01 = v128.load64_zero(load<usize>(seen, SEEN_AT));
  let pair23 = v128.load64_zero(load<usize>(seen, SEEN_AT + 8));
  pair01 = v128.load64_lane(load<usize>(seen, SEEN_AT + 4), pair01, 1);
  pair23 = v128.load64_lane(load<usize>(seen, SEEN_AT + 12), pair23, 1);
  const below = v128.shuffle<f32>(pair01, pair23, 0, 2, 4, 6);
  const above = v128.shuffle<f32>(pair01, pair23, 1, 3, 5, 7);
  return update(sum, v128.load(seen), below, v128.load(seen, SEEN_FAR), above);
}

/**
 * Any views onto a block of rows.
 *
 * @param image f32[(rowTo − rowFrom) × columns], added to
 */
export function backProjectFanPlain(
  detector: i32,
  table: usize,
  count: i32,
  parameters: usize,
  columns: i32,
  rowFrom: i32,
  rowTo: i32,
  seen: usize,
  image: usize,
): void {
  for (let column: i32 = 0; column < columns; column += STRIP) {
    for (let row = rowFrom; row < rowTo; row++) {
      locate(detector, table, count, parameters, seen);
      let nearerSum = f32x4.splat(0);
      let fartherSum = f32x4.splat(0);
      let view = seen;
      for (let v: i32 = 0; v < count; v++) {
        nearerSum = updatePixels(nearerSum, view);
        fartherSum = updatePixels(fartherSum, view + 16);
        view += SEEN_BYTES;
      }
      const at = image + ((<usize>((row - rowFrom) * columns + column)) << 2);
      addToStrip(at, column, columns, nearerSum, fartherSum);
    }
    toNextColumns(table, count);
  }
}
