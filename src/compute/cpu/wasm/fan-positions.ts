// Where a fan sees pixels, and what they count for, for the back-projection kernels (AssemblyScript).
//
// With v across the central ray and t along it, both over the source's distance D, a pixel is seen at tanγ = v/t, and
// W = 1/(v² + t²) on an arc and 1/t² on a flat panel (Kak & Slaney 1988, ch. 3, eq. 84 and 132; the views' weights hold
// what D adds). The arc's angle is a polynomial that the host fits to the fan at hand.
//
// The table has 128 bytes for each view or group of views: f64 v and t of the first pixel of the strip at hand; what they
// grow by to the strip below, and from one strip below the last to the first of the next columns; then f32 the steps of v
// to the columns 0 … 7 of a strip, and those of t; and 4 × i32 where the view lies in the memory, less the bits of ROUNDING.
//
// Parameters, each 4 × f32: 1; ROUNDING = 1.5·2²³; bytes of a channel; least depth; least and greatest v/t that matter;
// position of the central ray; then, on a flat panel, channels per unit of v/t, and on an arc the eight coefficients c of
// the angle in channels, γ = (v/t) · Σ c_i · (v/t)^2i. Positions are counted from the first of the zeros before channel 0;
// the least and the greatest v/t are seen on zeros too. Constants stand among the parameters because V8 would make them
// anew for every strip, in three instructions each, and wants one more to load a single number.
//
// ROUNDING added to a whole number leaves it in the last bits. The machine's own conversions take several times as long,
// since they ask for numbers that are none, as do its min and max.

import { SEEN_AT, SEEN_BYTES, SEEN_FAR } from './seen-strips';

/** Bytes of one entry of the table. */
const ENTRY_BYTES: usize = 128;

/** A flat panel, and no pixel nearer to the source than the least depth. */
const FLAT: i32 = 0;
/** The same of an arc so narrow that the first five coefficients say it all. */
const NARROW_ARC: i32 = 1;
const ANY_FLAT: i32 = 2;

/** Positions of four pixels in channels from v/t. */
@inline
export function positionOf(isArc: bool, isNarrow: bool, slope: v128, parameters: usize): v128 {
  let perUnit = v128.load(parameters, 112);
  if (isArc) {
    // In pairs, so that no product waits for all before it.
    const square = f32x4.mul(slope, slope);
    const fourth = f32x4.mul(square, square);
    const low = f32x4.add(perUnit, f32x4.mul(v128.load(parameters, 128), square));
    const middle = f32x4.add(v128.load(parameters, 144), f32x4.mul(v128.load(parameters, 160), square));
    let high = v128.load(parameters, 176);
    if (!isNarrow) {
      const below = f32x4.add(high, f32x4.mul(v128.load(parameters, 192), square));
      const above = f32x4.add(v128.load(parameters, 208), f32x4.mul(v128.load(parameters, 224), square));
      high = f32x4.add(below, f32x4.mul(above, fourth));
    }
    perUnit = f32x4.add(low, f32x4.mul(fourth, f32x4.add(middle, f32x4.mul(high, fourth))));
  }
  return f32x4.add(f32x4.mul(slope, perUnit), v128.load(parameters, 96));
}

@inline
function locateFour(
  isArc: bool,
  isNarrow: bool,
  isNear: bool,
  across: v128,
  anyDepth: v128,
  parameters: usize,
  origin: v128,
  seen: usize,
): void {
  const one = v128.load(parameters);
  const rounding = v128.load(parameters, 16);
  const depth = isNear ? f32x4.pmax(anyDepth, v128.load(parameters, 48)) : anyDepth;
  const over = f32x4.div(one, depth);
  const slope = f32x4.mul(across, over);
  let weight = isArc
    ? f32x4.div(one, f32x4.add(f32x4.mul(across, across), f32x4.mul(depth, depth)))
    : f32x4.mul(over, over);
  if (isNear) weight = v128.and(f32x4.eq(anyDepth, depth), weight);
  const notMore = f32x4.pmin(slope, v128.load(parameters, 80));
  const bounded = f32x4.pmax(notMore, v128.load(parameters, 64));
  const position = positionOf(isArc, isNarrow, bounded, parameters);
  const below = f32x4.floor(position);
  const far = f32x4.mul(weight, f32x4.sub(position, below));
  const bytes = f32x4.mul(below, v128.load(parameters, 32));
  v128.store(seen, f32x4.sub(weight, far));
  v128.store(seen, far, SEEN_FAR);
  v128.store(seen, i32x4.add(f32x4.add(bytes, rounding), origin), SEEN_AT);
}

@inline
function locateOn(
  isArc: bool,
  isNarrow: bool,
  isNear: bool,
  table: usize,
  count: i32,
  parameters: usize,
  seen: usize,
): void {
  let entry = table;
  for (let g: i32 = 0; g < count; g++) {
    const first = v128.load(entry);
    const start = f32x4.demote_f64x2_zero(first);
    v128.store(entry, f64x2.add(first, v128.load(entry, 16)));
    const across = v128.shuffle<f32>(start, start, 0, 0, 0, 0);
    const depth = v128.shuffle<f32>(start, start, 1, 1, 1, 1);
    const origin = v128.load(entry, 112);
    const across0 = f32x4.add(across, v128.load(entry, 48));
    const depth0 = f32x4.add(depth, v128.load(entry, 80));
    locateFour(isArc, isNarrow, isNear, across0, depth0, parameters, origin, seen);
    const across4 = f32x4.add(across, v128.load(entry, 64));
    const depth4 = f32x4.add(depth, v128.load(entry, 96));
    locateFour(isArc, isNarrow, isNear, across4, depth4, parameters, origin, seen + 16);
    entry += ENTRY_BYTES;
    seen += SEEN_BYTES;
  }
}

function locateOnFlat(table: usize, count: i32, parameters: usize, seen: usize): void {
  locateOn(false, false, false, table, count, parameters, seen);
}

function locateOnNarrowArc(table: usize, count: i32, parameters: usize, seen: usize): void {
  locateOn(true, true, false, table, count, parameters, seen);
}

function locateOnAnyFlat(table: usize, count: i32, parameters: usize, seen: usize): void {
  locateOn(false, false, true, table, count, parameters, seen);
}

function locateOnAnyArc(table: usize, count: i32, parameters: usize, seen: usize): void {
  locateOn(true, false, true, table, count, parameters, seen);
}

/**
 * What a strip of pixels sees of views or groups of them; the table goes on to the strip below.
 *
 * @param detector FLAT, NARROW_ARC, ANY_FLAT or any arc
 * @param seen see seen-strips.ts
 */
@inline
export function locate(detector: i32, table: usize, count: i32, parameters: usize, seen: usize): void {
  if (detector == FLAT) locateOnFlat(table, count, parameters, seen);
  else if (detector == NARROW_ARC) locateOnNarrowArc(table, count, parameters, seen);
  else if (detector == ANY_FLAT) locateOnAnyFlat(table, count, parameters, seen);
  else locateOnAnyArc(table, count, parameters, seen);
}

/** Sends the table from one strip below the last to the first of the next columns. */
export function toNextColumns(table: usize, count: i32): void {
  for (let g: i32 = 0; g < count; g++) {
    v128.store(table, f64x2.add(v128.load(table), v128.load(table, 32)));
    table += ENTRY_BYTES;
  }
}
