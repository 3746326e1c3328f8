// Where pixels are seen on the detector, for the back-projection kernels (AssemblyScript).
//
// A pixel at column c and row r is seen at the position s(c, r) = s₀ + c·s₁ + r·s₂, counted in channels. Positions are
// whole numbers that count 2⁻³² of a channel: sums are exact, unlike in f32, nothing is ever converted from floating
// point, and the channel is simply the upper half. Within a strip of neighbouring pixels 22 bits of the fraction go on in
// 32-bit lanes, which leaves room for strips of 511 channels.
//
// The table has 64 bytes for each view or group of views: i64 s₀, s₁, s₂ and 8 unused bytes; then 8 × i32 c·s₁ for the
// columns c = 0 … 7 of a strip, in 2⁻²² of a channel.
//
// Packed views have so many zeros before and behind them that a strip of which any pixel sees a channel lies wholly on
// the packed view. Positions are counted from the first place where such a strip may begin, and `places` is how many
// there are: strips that begin elsewhere are passed over, and no position needs to be held within bounds.

import { SEEN_AT, SEEN_BYTES, SEEN_FAR } from './seen-strips';

/** Bytes of one entry of the table. */
export const ENTRY_BYTES: usize = 64;

const FRACTION_BITS: i32 = 22;

/** s of the first pixel of a strip. */
@inline
export function positionAt(entry: usize, column: i32, row: i32): i64 {
  return load<i64>(entry) + <i64>column * load<i64>(entry, 8) + <i64>row * load<i64>(entry, 16);
}

/** The place that a position lies behind; the strip is to be passed over unless it is below `places` without sign. */
@inline
export function placeOf(position: i64): i32 {
  return <i32>(position >> 32);
}

/** Positions of four pixels of a strip from the place of its first one on, in 2⁻²² of a channel. */
@inline
export function fourPositions(position: i64, entry: usize, firstPixel: usize): v128 {
  const first = i32x4.splat(<i32>(<u32>position >>> (32 - FRACTION_BITS)));
  return i32x4.add(first, v128.load(entry + 32 + (firstPixel << 2)));
}

/** The channels of four positions, times 2^shift: how many bytes they lie behind the strip's own place. */
@inline
export function channelBytes(positions: v128, shift: i32): v128 {
  return i32x4.shl(i32x4.shr_s(positions, FRACTION_BITS), shift);
}

/** How far four positions lie behind their channels, f32 in [0, 1). */
@inline
export function fractions(positions: v128): v128 {
  const whole = v128.and(positions, i32x4.splat((1 << FRACTION_BITS) - 1));
  return f32x4.mul(f32x4.convert_i32x4_s(whole), f32x4.splat(1.0 / <f32>(1 << FRACTION_BITS)));
}

/** left + fraction·(right − left). */
@inline
export function between(left: v128, right: v128, fraction: v128): v128 {
  return f32x4.add(left, f32x4.mul(fraction, f32x4.sub(right, left)));
}

/**
 * What a strip of pixels sees of groups, but for those that it is to be passed over for. Returns the end of it.
 *
 * @param shift a channel takes 2^shift bytes
 * @param constants each 4 × 32 bits: a mask of the bits of the fraction; f32 what its last bit stands for; f32 1. V8 would
 *   make them anew for every group, in three instructions each.
 * @param seen see seen-strips.ts
 */
@inline
export function locate(
  shift: i32,
  table: usize,
  packed: usize,
  count: i32,
  packedChannels: i32,
  places: i32,
  column: i32,
  row: i32,
  constants: usize,
  seen: usize,
): usize {
  let entry = table;
  let view = packed;
  for (let g: i32 = 0; g < count; g++) {
    const position = positionAt(entry, column, row);
    const place = placeOf(position);
    if (<u32>place < <u32>places) {
      const origin = i32x4.splat(<i32>view + (place << shift));
      locateFour(shift, fourPositions(position, entry, 0), origin, constants, seen);
      locateFour(shift, fourPositions(position, entry, 4), origin, constants, seen + 16);
      seen += SEEN_BYTES;
    }
    entry += ENTRY_BYTES;
    view += packedChannels << shift;
  }
  return seen;
}

@inline
function locateFour(shift: i32, positions: v128, origin: v128, constants: usize, seen: usize): void {
  const whole = v128.and(positions, v128.load(constants));
  const far = f32x4.mul(f32x4.convert_i32x4_s(whole), v128.load(constants, 16));
  v128.store(seen, f32x4.sub(v128.load(constants, 32), far));
  v128.store(seen, far, SEEN_FAR);
  v128.store(seen, i32x4.add(origin, channelBytes(positions, shift)), SEEN_AT);
}
