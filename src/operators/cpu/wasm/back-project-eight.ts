// Back-projection of four views at once onto pixels and their opposites (AssemblyScript).
//
//   image(x, y) += Σ_v w_v · q_v(x·cosθ_v + y·sinθ_v)
//
// On a square grid centred on the axis the views θ, 90° − θ, 90° + θ and 180° − θ have one detector coordinate u in
// common for the pixels (x, y), (y, x), (−y, x) and (−x, y), and −u for the pixels opposite of these. Where the axis
// falls on a channel or midway between two, a view read backwards has its numbers at the same places as the view itself.
// So four views and the same four backwards are interleaved, and one coordinate and four loads of 128 bits serve eight
// updates, while the walk goes over the upper half of the image alone.

import {
  between,
  channelBytes,
  placeOf,
  ENTRY_BYTES,
  fourPositions,
  fractions,
  positionAt,
} from './detector-positions';
import { addToPixels } from './symmetric-pixels';

/** A channel takes 32 bytes: four views, and the same four backwards. */
const CHANNEL_SHIFT: i32 = 5;
/** Sums of so many neighbouring pixels stay in registers while all groups pass by. */
const STRIP: i32 = 4;
const STRIP_BYTES: usize = 128;

/**
 * Back-projects groups of four views onto a square image.
 *
 * @param table where the groups' first views see pixels, see detector-positions.ts
 * @param packed interleaved views, f32[count × packedChannels × 8], from the first place on
 * @param places where strips may begin, see detector-positions.ts
 * @param sums f32[strips of columns, upper rows, 4 pixels, 2 × 4], added to: for each pixel the four views of the pixel
 *   itself, then those of its opposite
 */
export function backProjectEight(
  table: usize,
  packed: usize,
  count: i32,
  packedChannels: i32,
  places: i32,
  side: i32,
  sums: usize,
): void {
  const groupBytes = (<usize>packedChannels) << CHANNEL_SHIFT;
  const upperRows = (side + 1) >> 1;
  // Columns outside, rows inside: a strip's neighbour below finds its channels still in the cache.
  for (let column: i32 = 0; column < side; column += STRIP) {
    for (let row: i32 = 0; row < upperRows; row++) {
      let sum0 = v128.load(sums);
      let opposite0 = v128.load(sums, 16);
      let sum1 = v128.load(sums, 32);
      let opposite1 = v128.load(sums, 48);
      let sum2 = v128.load(sums, 64);
      let opposite2 = v128.load(sums, 80);
      let sum3 = v128.load(sums, 96);
      let opposite3 = v128.load(sums, 112);
      let entry = table;
      let group = packed;
      for (let g: i32 = 0; g < count; g++) {
        const position = positionAt(entry, column, row);
        const place = placeOf(position);
        if (<u32>place < <u32>places) {
          const positions = fourPositions(position, entry, 0);
          const fraction = fractions(positions);
          const bytes = channelBytes(positions, CHANNEL_SHIFT);
          const view = group + (<usize>place << CHANNEL_SHIFT);
          const at0 = view + <usize>i32x4.extract_lane(bytes, 0);
          const fraction0 = v128.shuffle<f32>(fraction, fraction, 0, 0, 0, 0);
          sum0 = f32x4.add(sum0, between(v128.load(at0), v128.load(at0, 32), fraction0));
          opposite0 = f32x4.add(opposite0, between(v128.load(at0, 16), v128.load(at0, 48), fraction0));
          const at1 = view + <usize>i32x4.extract_lane(bytes, 1);
          const fraction1 = v128.shuffle<f32>(fraction, fraction, 1, 1, 1, 1);
          sum1 = f32x4.add(sum1, between(v128.load(at1), v128.load(at1, 32), fraction1));
          opposite1 = f32x4.add(opposite1, between(v128.load(at1, 16), v128.load(at1, 48), fraction1));
          const at2 = view + <usize>i32x4.extract_lane(bytes, 2);
          const fraction2 = v128.shuffle<f32>(fraction, fraction, 2, 2, 2, 2);
          sum2 = f32x4.add(sum2, between(v128.load(at2), v128.load(at2, 32), fraction2));
          opposite2 = f32x4.add(opposite2, between(v128.load(at2, 16), v128.load(at2, 48), fraction2));
          const at3 = view + <usize>i32x4.extract_lane(bytes, 3);
          const fraction3 = v128.shuffle<f32>(fraction, fraction, 3, 3, 3, 3);
          sum3 = f32x4.add(sum3, between(v128.load(at3), v128.load(at3, 32), fraction3));
          opposite3 = f32x4.add(opposite3, between(v128.load(at3, 16), v128.load(at3, 48), fraction3));
        }
        entry += ENTRY_BYTES;
        group += groupBytes;
      }
      // V8 keeps all sums in registers when they are stored in the reverse of the order they are made in.
      v128.store(sums, opposite3, 112);
      v128.store(sums, sum3, 96);
      v128.store(sums, opposite2, 80);
      v128.store(sums, sum2, 64);
      v128.store(sums, opposite1, 48);
      v128.store(sums, sum1, 32);
      v128.store(sums, opposite0, 16);
      v128.store(sums, sum0);
      sums += STRIP_BYTES;
    }
  }
}

/**
 * Adds complete sums to the pixels that they belong to.
 *
 * @param image f32[side × side], added to
 */
export function foldEight(sums: usize, side: i32, image: usize): void {
  const upperRows = (side + 1) >> 1;
  for (let column: i32 = 0; column < side; column += STRIP) {
    const columnTo = min(side, column + STRIP);
    for (let row: i32 = 0; row < upperRows; row++) {
      let pixel = sums;
      for (let c = column; c < columnTo; c++) {
        addToPixels(image, side, c, row, v128.load(pixel));
        // The middle row of an odd number has its own opposites in itself.
        if (side - 1 - row != row) addToPixels(image, side, side - 1 - c, side - 1 - row, v128.load(pixel, 16));
        pixel += 32;
      }
      sums += STRIP_BYTES;
    }
  }
}
