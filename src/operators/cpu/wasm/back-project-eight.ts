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
  channelOf,
  ENTRY_BYTES,
  fourPositions,
  fractions,
  positionAt,
  seesDetector,
} from './detector-positions';
import { addFourSums } from './symmetric-sums';

/** A channel takes 32 bytes: four views, and the same four backwards. */
const CHANNEL_SHIFT: i32 = 5;
/** Sums of so many neighbouring pixels stay in registers while all groups pass by. */
const STRIP: i32 = 4;

/**
 * Back-projects groups of four views onto a square image.
 *
 * @param table where the groups' first views see pixels, see detector-positions.ts
 * @param packed interleaved views, f32[count × packedChannels × 8]
 * @param direct, turned the images that take the sums, see symmetric-sums.ts
 */
export function backProjectEight(
  table: usize,
  packed: usize,
  count: i32,
  packedChannels: i32,
  reach: i32,
  side: i32,
  direct: usize,
  turned: usize,
): void {
  const groupBytes = (<usize>packedChannels) << CHANNEL_SHIFT;
  const upperRows = (side + 1) >> 1;
  // Columns outside, rows inside: a strip's neighbour below finds its channels still in the cache.
  for (let column: i32 = 0; column < side; column += STRIP) {
    for (let row: i32 = 0; row < upperRows; row++) {
      let sum0 = f32x4.splat(0);
      let sum1 = f32x4.splat(0);
      let sum2 = f32x4.splat(0);
      let sum3 = f32x4.splat(0);
      let opposite0 = f32x4.splat(0);
      let opposite1 = f32x4.splat(0);
      let opposite2 = f32x4.splat(0);
      let opposite3 = f32x4.splat(0);
      let entry = table;
      let group = packed;
      for (let g: i32 = 0; g < count; g++) {
        const position = positionAt(entry, column, row);
        const channel = channelOf(position);
        if (seesDetector(channel, reach, packedChannels)) {
          const positions = fourPositions(position, entry, 0);
          const fraction = fractions(positions);
          const bytes = channelBytes(positions, CHANNEL_SHIFT);
          const view = group + (<usize>channel << CHANNEL_SHIFT);
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
      addFourSums(direct, turned, side, column, row, sum0, sum1, sum2, sum3);
      // The middle row of an odd number has its own opposites in itself.
      const oppositeRow = side - 1 - row;
      if (oppositeRow != row) {
        const oppositeColumn = side - STRIP - column;
        addFourSums(direct, turned, side, oppositeColumn, oppositeRow, opposite3, opposite2, opposite1, opposite0);
      }
    }
  }
}
