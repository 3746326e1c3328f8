// Back-projection of groups of symmetric parallel views (AssemblyScript).
//
//   image(x, y) += Σ_v w_v · q_v(x·cosθ_v + y·sinθ_v)
//
// On a square grid centred on the axis the views θ, 90° − θ, 90° + θ and 180° − θ have one detector coordinate u in
// common for the pixels (x, y), (y, x), (−y, x) and (−x, y), and −u for the pixels opposite of these. The four views are
// interleaved, so that one coordinate and two loads of 128 bits serve four updates. Where the axis falls on a channel or
// midway between two, a view read backwards has its numbers at the same places as the view itself. Then the same four
// backwards stand beside them: one coordinate serves eight updates, of pixels and their opposites, and the walk goes over
// the upper half of the image alone.

import { locate } from './detector-positions';
import { addStrip, STRIP, stripBytes } from './seen-strips';
import { addToPixel } from './symmetric-pixels';

@inline
function rowsOf(isEight: bool, side: i32): i32 {
  return isEight ? (side + 1) >> 1 : side;
}

/**
 * Groups of four or eight views onto a square image.
 *
 * @param isEight whether the four views stand backwards beside the four
 * @param table where the groups' first views see pixels, see detector-positions.ts
 * @param packed interleaved views, f32[count × packedChannels × 4 or 8], from the first place on
 * @param places where strips may begin, see detector-positions.ts
 * @param seen room for what a strip sees, see seen-strips.ts
 * @param sums f32[strips of columns, rows or upper rows, 8 pixels, 4 or 2 × 4], added to: for each pixel the four views of
 *   the pixel itself, then those of its opposite
 */
export function backProjectGroups(
  isEight: bool,
  table: usize,
  packed: usize,
  count: i32,
  packedChannels: i32,
  places: i32,
  side: i32,
  constants: usize,
  seen: usize,
  sums: usize,
): void {
  const rows = rowsOf(isEight, side);
  // Columns outside, rows inside: a strip's neighbour below finds its channels still in the cache.
  for (let column: i32 = 0; column < side; column += STRIP) {
    for (let row: i32 = 0; row < rows; row++) {
      const end = isEight
        ? locate(5, table, packed, count, packedChannels, places, column, row, constants, seen)
        : locate(4, table, packed, count, packedChannels, places, column, row, constants, seen);
      addStrip(isEight, seen, end, sums);
      sums += stripBytes(isEight);
    }
  }
}

/** Adds each view's sum to its own pixel, with x = column − h, y = h − row and h = (side − 1)/2. */
@inline
function addToPixels(image: usize, side: i32, column: i32, row: i32, sums: usize): void {
  const last = side - 1;
  addToPixel(image, side, column, row, load<f32>(sums));
  addToPixel(image, side, last - row, last - column, load<f32>(sums, 4));
  addToPixel(image, side, row, last - column, load<f32>(sums, 8));
  addToPixel(image, side, last - column, row, load<f32>(sums, 12));
}

/**
 * Adds complete sums to the pixels that they belong to.
 *
 * @param image f32[side × side], added to
 */
export function foldGroups(isEight: bool, sums: usize, side: i32, image: usize): void {
  const rows = rowsOf(isEight, side);
  const last = side - 1;
  const pixelBytes: usize = isEight ? 32 : 16;
  for (let column: i32 = 0; column < side; column += STRIP) {
    const columnTo = min(side, column + STRIP);
    for (let row: i32 = 0; row < rows; row++) {
      let pixel = sums;
      for (let c = column; c < columnTo; c++) {
        addToPixels(image, side, c, row, pixel);
        // The middle row of an odd number has its own opposites in itself.
        if (isEight && last - row != row) addToPixels(image, side, last - c, last - row, pixel + 16);
        pixel += pixelBytes;
      }
      sums += stripBytes(isEight);
    }
  }
}
