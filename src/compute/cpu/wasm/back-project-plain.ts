// Back-projection of any views onto any grid (AssemblyScript):
//
//   image(x, y) += Σ_v w_v · q_v(x·cosθ_v + y·sinθ_v)
//
// Eight neighbouring pixels of a row are summed in registers over all views.

import {
  between,
  channelBytes,
  placeOf,
  ENTRY_BYTES,
  fourPositions,
  fractions,
  positionAt,
} from './detector-positions';
import { addToStrip } from './strip-of-pixels';

/** A channel takes 4 bytes. */
const CHANNEL_SHIFT: i32 = 2;
const STRIP: i32 = 8;

// The values left and right of four positions: four loads of two neighbours each, taken apart.
@inline
function update(sum: v128, view: usize, positions: v128): v128 {
  const bytes = channelBytes(positions, CHANNEL_SHIFT);
  let pair01 = v128.load64_zero(view + <usize>i32x4.extract_lane(bytes, 0));
  let pair23 = v128.load64_zero(view + <usize>i32x4.extract_lane(bytes, 2));
  pair01 = v128.load64_lane(view + <usize>i32x4.extract_lane(bytes, 1), pair01, 1);
  pair23 = v128.load64_lane(view + <usize>i32x4.extract_lane(bytes, 3), pair23, 1);
  const left = v128.shuffle<f32>(pair01, pair23, 0, 2, 4, 6);
  const right = v128.shuffle<f32>(pair01, pair23, 1, 3, 5, 7);
  return f32x4.add(sum, between(left, right, fractions(positions)));
}

/**
 * @param table where the views see pixels, see detector-positions.ts
 * @param packed weighted views with their zeros, f32[count × packedChannels], from the first place on
 * @param places where strips may begin, see detector-positions.ts
 * @param image f32[(rowTo − rowFrom) × columns], added to
 */
export function backProjectPlain(
  table: usize,
  packed: usize,
  count: i32,
  packedChannels: i32,
  places: i32,
  columns: i32,
  rowFrom: i32,
  rowTo: i32,
  image: usize,
): void {
  const viewBytes = (<usize>packedChannels) << CHANNEL_SHIFT;
  for (let column: i32 = 0; column < columns; column += STRIP) {
    for (let row = rowFrom; row < rowTo; row++) {
      let nearerSum = f32x4.splat(0);
      let fartherSum = f32x4.splat(0);
      let entry = table;
      let view = packed;
      for (let v: i32 = 0; v < count; v++) {
        const position = positionAt(entry, column, row);
        const place = placeOf(position);
        if (<u32>place < <u32>places) {
          const first = view + (<usize>place << CHANNEL_SHIFT);
          nearerSum = update(nearerSum, first, fourPositions(position, entry, 0));
          fartherSum = update(fartherSum, first, fourPositions(position, entry, 4));
        }
        entry += ENTRY_BYTES;
        view += viewBytes;
      }
      const at = image + ((<usize>((row - rowFrom) * columns + column)) << 2);
      addToStrip(at, column, columns, nearerSum, fartherSum);
    }
  }
}
