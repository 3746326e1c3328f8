// Back-projection of a fan (AssemblyScript).
//
//   image(x, y) += Σ_v w_v · W_v(x, y) · q_v(channel that sees the pixel)
//
// Where a view, and the same turned by 90°, 180° and 270°, lie side by side, one position, one weight and two loads of 128
// bits serve four updates, of the pixels (x, y), (−y, x), (−x, −y) and (y, −x) of a square grid. The view −β sees (−x, y)
// as the view β sees (x, y), with the channels the other way round. Where the central ray falls on a channel or midway
// between two, such views read backwards have their numbers at the same places, and stand beside the other four: then one
// position serves eight updates.

import { locate, toNextColumns } from './fan-positions';
import { addStrip, SEEN_BYTES, STRIP, stripBytes, updatePixels } from './seen-strips';
import { addToStrip } from './strip-of-pixels';
import { addToPixel } from './symmetric-pixels';

/**
 * Groups of four or eight views onto some columns of a square image.
 *
 * @param detector see fan-positions.ts, as for the table and the parameters
 * @param isEight whether mirror images stand beside the four
 * @param seen room for what a strip sees, see seen-strips.ts
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
      addStrip(isEight, seen, seen + <usize>count * SEEN_BYTES, sums);
      sums += stripBytes(isEight);
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
