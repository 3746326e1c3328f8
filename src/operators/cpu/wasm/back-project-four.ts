// Back-projection of four views at once (AssemblyScript).
//
//   image(x, y) += Σ_v w_v · q_v(x·cosθ_v + y·sinθ_v)
//
// On a square grid centred on the axis the views θ, 90° − θ, 90° + θ and 180° − θ have one detector coordinate in
// common for the pixels (x, y), (y, x), (−y, x) and (−x, y). The four views are interleaved, so that one coordinate and
// two loads of 128 bits serve four updates. For detectors on which back-project-eight.ts cannot work.

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

/** A channel takes 16 bytes: four views. */
const CHANNEL_SHIFT: i32 = 4;
/** Sums of so many neighbouring pixels stay in registers while all groups pass by. */
const STRIP: i32 = 8;
const STRIP_BYTES: usize = 128;

/** The sum and one pixel's four updates from the channel at an address. */
@inline
function update(sum: v128, address: usize, fraction: v128): v128 {
  return f32x4.add(sum, between(v128.load(address), v128.load(address, 16), fraction));
}

/**
 * Back-projects groups of four views onto a square image.
 *
 * @param table where the groups' first views see pixels, see detector-positions.ts
 * @param packed interleaved views, f32[count × packedChannels × 4], from the first place on
 * @param places where strips may begin, see detector-positions.ts
 * @param sums f32[strips of columns, rows, 8 pixels, 4 views], added to
 */
export function backProjectFour(
  table: usize,
  packed: usize,
  count: i32,
  packedChannels: i32,
  places: i32,
  side: i32,
  sums: usize,
): void {
  const groupBytes = (<usize>packedChannels) << CHANNEL_SHIFT;
  // Columns outside, rows inside: a strip's neighbour below finds its channels still in the cache.
  for (let column: i32 = 0; column < side; column += STRIP) {
    for (let row: i32 = 0; row < side; row++) {
      let sum0 = v128.load(sums);
      let sum1 = v128.load(sums, 16);
      let sum2 = v128.load(sums, 32);
      let sum3 = v128.load(sums, 48);
      let sum4 = v128.load(sums, 64);
      let sum5 = v128.load(sums, 80);
      let sum6 = v128.load(sums, 96);
      let sum7 = v128.load(sums, 112);
      let entry = table;
      let group = packed;
      for (let g: i32 = 0; g < count; g++) {
        const position = positionAt(entry, column, row);
        const place = placeOf(position);
        if (<u32>place < <u32>places) {
          const view = group + (<usize>place << CHANNEL_SHIFT);
          const nearer = fourPositions(position, entry, 0);
          const near = fractions(nearer);
          const nearBytes = channelBytes(nearer, CHANNEL_SHIFT);
          sum0 = update(sum0, view + <usize>i32x4.extract_lane(nearBytes, 0), v128.shuffle<f32>(near, near, 0, 0, 0, 0));
          sum1 = update(sum1, view + <usize>i32x4.extract_lane(nearBytes, 1), v128.shuffle<f32>(near, near, 1, 1, 1, 1));
          sum2 = update(sum2, view + <usize>i32x4.extract_lane(nearBytes, 2), v128.shuffle<f32>(near, near, 2, 2, 2, 2));
          sum3 = update(sum3, view + <usize>i32x4.extract_lane(nearBytes, 3), v128.shuffle<f32>(near, near, 3, 3, 3, 3));
          const farther = fourPositions(position, entry, 4);
          const far = fractions(farther);
          const farBytes = channelBytes(farther, CHANNEL_SHIFT);
          sum4 = update(sum4, view + <usize>i32x4.extract_lane(farBytes, 0), v128.shuffle<f32>(far, far, 0, 0, 0, 0));
          sum5 = update(sum5, view + <usize>i32x4.extract_lane(farBytes, 1), v128.shuffle<f32>(far, far, 1, 1, 1, 1));
          sum6 = update(sum6, view + <usize>i32x4.extract_lane(farBytes, 2), v128.shuffle<f32>(far, far, 2, 2, 2, 2));
          sum7 = update(sum7, view + <usize>i32x4.extract_lane(farBytes, 3), v128.shuffle<f32>(far, far, 3, 3, 3, 3));
        }
        entry += ENTRY_BYTES;
        group += groupBytes;
      }
      // V8 keeps all sums in registers when they are stored in the reverse of the order they are made in.
      v128.store(sums, sum7, 112);
      v128.store(sums, sum6, 96);
      v128.store(sums, sum5, 80);
      v128.store(sums, sum4, 64);
      v128.store(sums, sum3, 48);
      v128.store(sums, sum2, 32);
      v128.store(sums, sum1, 16);
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
export function foldFour(sums: usize, side: i32, image: usize): void {
  for (let column: i32 = 0; column < side; column += STRIP) {
    const columnTo = min(side, column + STRIP);
    for (let row: i32 = 0; row < side; row++) {
      let pixel = sums;
      for (let c = column; c < columnTo; c++) {
        addToPixels(image, side, c, row, v128.load(pixel));
        pixel += 16;
      }
      sums += STRIP_BYTES;
    }
  }
}
