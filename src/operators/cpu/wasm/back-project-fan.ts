// Back-projection of a fan (AssemblyScript).
//
//   image(x, y) += Σ_v w_v · W_v(x, y) · q_v(channel that sees the pixel)
//
// With v across the central ray and t along it, both over the source's distance D: W = 1/(v² + t²) on an arc and 1/t² on a
// flat panel (the views' weights hold what D adds), and the pixel is seen at tanγ = v/t (Kak & Slaney 1988, ch. 3, eq. 84
// and 132). One division gives both W and v/t; the arc's angle is a polynomial that the host fits to the fan at hand.
//
// Where a view, and the same turned by 90°, 180° and 270°, lie side by side, one position, one weight and two loads of 128
// bits serve four updates, of the pixels (x, y), (−y, x), (−x, −y) and (y, −x) of a square grid.
//
// A table entry, 112 bytes: f64 v of pixel (0, 0), its steps per column and per row (downwards), the same of t, then f32
// the steps of v to the columns 0 … 7, and those of t.
//
// Parameters, f32: least depth; largest |v/t| that matters; 1 over its square; position of the central ray; the last
// position; channels per unit of v/t; then the eight coefficients c of the angle in channels,
// γ = (v/t) · Σ c_i · ((v/t)²/largest²)^i. Positions are counted from a zero before channel 0.

const ENTRY_BYTES: usize = 112;
const STRIP: i32 = 8;
/**
 * 1.5·2²³: added to a small number it leaves the nearest whole number in the last bits. Added to a position less ½ it
 * leaves the channel below; on a channel itself it may be the one before, at a fraction of 1. The machine's own conversions
 * take several times as long, since they ask for numbers that are none, as do its min and max.
 */
const ROUNDING: f32 = 12582912;
const ROUNDING_BITS: i32 = 0x4b400000;

@inline
function parameter(parameters: usize, index: usize): v128 {
  return v128.load32_splat(parameters + (index << 2));
}

/** What a pixel's reading counts for; `over` is 1/(t·(v² + t²)) on an arc, 1/t on a flat panel. */
@inline
function weightOf(isArc: bool, depth: v128, over: v128, seen: v128): v128 {
  return v128.and(seen, isArc ? f32x4.mul(depth, over) : f32x4.mul(over, over));
}

/** Positions in channels of four pixels from v/t; a narrow fan needs five of the coefficients. */
@inline
function positionOf(isArc: bool, isNarrow: bool, slope: v128, parameters: usize): v128 {
  let position: v128;
  if (isArc) {
    const most = parameter(parameters, 1);
    const within = f32x4.pmax(f32x4.pmin(slope, most), f32x4.neg(most));
    const square = f32x4.mul(f32x4.mul(within, within), parameter(parameters, 2));
    // In pairs, so that no product waits for all before it.
    const fourth = f32x4.mul(square, square);
    const low = f32x4.add(parameter(parameters, 6), f32x4.mul(parameter(parameters, 7), square));
    const middle = f32x4.add(parameter(parameters, 8), f32x4.mul(parameter(parameters, 9), square));
    let high: v128;
    if (isNarrow) {
      high = parameter(parameters, 10);
    } else {
      const above = f32x4.add(parameter(parameters, 12), f32x4.mul(parameter(parameters, 13), square));
      const below = f32x4.add(parameter(parameters, 10), f32x4.mul(parameter(parameters, 11), square));
      high = f32x4.add(below, f32x4.mul(above, fourth));
    }
    const sum = f32x4.add(low, f32x4.mul(fourth, f32x4.add(middle, f32x4.mul(high, fourth))));
    position = f32x4.mul(within, sum);
  } else {
    position = f32x4.mul(slope, parameter(parameters, 5));
  }
  // Beyond the detector every position ends up on one of the zeros.
  position = f32x4.add(position, parameter(parameters, 3));
  return f32x4.pmax(f32x4.pmin(position, parameter(parameters, 4)), f32x4.splat(0));
}

/** One pixel's four updates, from the channel at an address. */
@inline
function update(sum: v128, address: usize, fraction: v128, weight: v128): v128 {
  const left = v128.load(address);
  const right = v128.load(address, 16);
  return f32x4.add(sum, f32x4.mul(weight, f32x4.add(left, f32x4.mul(fraction, f32x4.sub(right, left)))));
}

@inline
function add(image: usize, side: i32, column: i32, row: i32, value: f32): void {
  const address = image + ((<usize>(row * side + column)) << 2);
  store<f32>(address, load<f32>(address) + value);
}

// With x = column − h, y = h − row and h = (side − 1)/2.
@inline
function addToPixels(image: usize, side: i32, column: i32, row: i32, sums: v128): void {
  if (column >= side) return;
  const last = side - 1;
  add(image, side, column, row, f32x4.extract_lane(sums, 0));
  add(image, side, row, last - column, f32x4.extract_lane(sums, 1));
  add(image, side, last - column, last - row, f32x4.extract_lane(sums, 2));
  add(image, side, last - row, column, f32x4.extract_lane(sums, 3));
}

@inline
function fourTurns(
  isArc: bool,
  isNarrow: bool,
  table: usize,
  packed: usize,
  count: i32,
  packedChannels: i32,
  parameters: usize,
  side: i32,
  image: usize,
): void {
  const groupBytes = (<usize>packedChannels) << 4;
  const least = parameter(parameters, 0);
  const one = f32x4.splat(1);
  // Columns outside, rows inside: a strip's neighbour below finds its channels still in the cache.
  for (let column: i32 = 0; column < side; column += STRIP) {
    for (let row: i32 = 0; row < side; row++) {
      let sum0 = f32x4.splat(0);
      let sum1 = f32x4.splat(0);
      let sum2 = f32x4.splat(0);
      let sum3 = f32x4.splat(0);
      let sum4 = f32x4.splat(0);
      let sum5 = f32x4.splat(0);
      let sum6 = f32x4.splat(0);
      let sum7 = f32x4.splat(0);
      let entry = table;
      let view = packed;
      for (let g: i32 = 0; g < count; g++) {
        const acrossStart = f32x4.splat(
          <f32>(load<f64>(entry) + <f64>column * load<f64>(entry, 8) + <f64>row * load<f64>(entry, 16)),
        );
        const depthStart = f32x4.splat(
          <f32>(load<f64>(entry, 24) + <f64>column * load<f64>(entry, 32) + <f64>row * load<f64>(entry, 40)),
        );
        {
          const across = f32x4.add(acrossStart, v128.load(entry, 48));
          const anyDepth = f32x4.add(depthStart, v128.load(entry, 80));
          const depth = f32x4.pmax(anyDepth, least);
          const squared = isArc ? f32x4.add(f32x4.mul(across, across), f32x4.mul(depth, depth)) : one;
          const over = f32x4.div(one, f32x4.mul(depth, squared));
          const weight = weightOf(isArc, depth, over, f32x4.ge(anyDepth, least));
          const position = positionOf(isArc, isNarrow, f32x4.mul(across, f32x4.mul(squared, over)), parameters);
          const shifted = f32x4.add(f32x4.sub(position, f32x4.splat(0.5)), f32x4.splat(ROUNDING));
          const fraction = f32x4.sub(position, f32x4.sub(shifted, f32x4.splat(ROUNDING)));
          const byte = i32x4.shl(i32x4.sub(shifted, i32x4.splat(ROUNDING_BITS)), 4);
          sum0 = update(sum0, view + <usize>i32x4.extract_lane(byte, 0), v128.shuffle<f32>(fraction, fraction, 0, 0, 0, 0), v128.shuffle<f32>(weight, weight, 0, 0, 0, 0));
          sum1 = update(sum1, view + <usize>i32x4.extract_lane(byte, 1), v128.shuffle<f32>(fraction, fraction, 1, 1, 1, 1), v128.shuffle<f32>(weight, weight, 1, 1, 1, 1));
          sum2 = update(sum2, view + <usize>i32x4.extract_lane(byte, 2), v128.shuffle<f32>(fraction, fraction, 2, 2, 2, 2), v128.shuffle<f32>(weight, weight, 2, 2, 2, 2));
          sum3 = update(sum3, view + <usize>i32x4.extract_lane(byte, 3), v128.shuffle<f32>(fraction, fraction, 3, 3, 3, 3), v128.shuffle<f32>(weight, weight, 3, 3, 3, 3));
        }
        {
          const across = f32x4.add(acrossStart, v128.load(entry, 64));
          const anyDepth = f32x4.add(depthStart, v128.load(entry, 96));
          const depth = f32x4.pmax(anyDepth, least);
          const squared = isArc ? f32x4.add(f32x4.mul(across, across), f32x4.mul(depth, depth)) : one;
          const over = f32x4.div(one, f32x4.mul(depth, squared));
          const weight = weightOf(isArc, depth, over, f32x4.ge(anyDepth, least));
          const position = positionOf(isArc, isNarrow, f32x4.mul(across, f32x4.mul(squared, over)), parameters);
          const shifted = f32x4.add(f32x4.sub(position, f32x4.splat(0.5)), f32x4.splat(ROUNDING));
          const fraction = f32x4.sub(position, f32x4.sub(shifted, f32x4.splat(ROUNDING)));
          const byte = i32x4.shl(i32x4.sub(shifted, i32x4.splat(ROUNDING_BITS)), 4);
          sum4 = update(sum4, view + <usize>i32x4.extract_lane(byte, 0), v128.shuffle<f32>(fraction, fraction, 0, 0, 0, 0), v128.shuffle<f32>(weight, weight, 0, 0, 0, 0));
          sum5 = update(sum5, view + <usize>i32x4.extract_lane(byte, 1), v128.shuffle<f32>(fraction, fraction, 1, 1, 1, 1), v128.shuffle<f32>(weight, weight, 1, 1, 1, 1));
          sum6 = update(sum6, view + <usize>i32x4.extract_lane(byte, 2), v128.shuffle<f32>(fraction, fraction, 2, 2, 2, 2), v128.shuffle<f32>(weight, weight, 2, 2, 2, 2));
          sum7 = update(sum7, view + <usize>i32x4.extract_lane(byte, 3), v128.shuffle<f32>(fraction, fraction, 3, 3, 3, 3), v128.shuffle<f32>(weight, weight, 3, 3, 3, 3));
        }
        entry += ENTRY_BYTES;
        view += groupBytes;
      }
      addToPixels(image, side, column, row, sum0);
      addToPixels(image, side, column + 1, row, sum1);
      addToPixels(image, side, column + 2, row, sum2);
      addToPixels(image, side, column + 3, row, sum3);
      addToPixels(image, side, column + 4, row, sum4);
      addToPixels(image, side, column + 5, row, sum5);
      addToPixels(image, side, column + 6, row, sum6);
      addToPixels(image, side, column + 7, row, sum7);
    }
  }
}

/**
 * Groups of four views of an arc onto a square image.
 *
 * @param isNarrow whether the first five coefficients say it all
 * @param packed interleaved views, f32[count × packedChannels × 4]
 * @param image f32[side × side], added to
 */
export function backProjectArcFour(
  isNarrow: bool,
  table: usize,
  packed: usize,
  count: i32,
  packedChannels: i32,
  parameters: usize,
  side: i32,
  image: usize,
): void {
  if (isNarrow) fourTurns(true, true, table, packed, count, packedChannels, parameters, side, image);
  else fourTurns(true, false, table, packed, count, packedChannels, parameters, side, image);
}

/** The same for a flat panel. */
export function backProjectFlatFour(
  table: usize,
  packed: usize,
  count: i32,
  packedChannels: i32,
  parameters: usize,
  side: i32,
  image: usize,
): void {
  fourTurns(false, false, table, packed, count, packedChannels, parameters, side, image);
}

/** The updates of four neighbouring pixels from one view; each takes its two channels with one load. */
@inline
function fourPixels(isArc: bool, isNarrow: bool, across: v128, anyDepth: v128, view: usize, parameters: usize): v128 {
  const least = parameter(parameters, 0);
  const one = f32x4.splat(1);
  const depth = f32x4.pmax(anyDepth, least);
  const squared = isArc ? f32x4.add(f32x4.mul(across, across), f32x4.mul(depth, depth)) : one;
  const over = f32x4.div(one, f32x4.mul(depth, squared));
  const weight = weightOf(isArc, depth, over, f32x4.ge(anyDepth, least));
  const position = positionOf(isArc, isNarrow, f32x4.mul(across, f32x4.mul(squared, over)), parameters);
  const shifted = f32x4.add(f32x4.sub(position, f32x4.splat(0.5)), f32x4.splat(ROUNDING));
  const fraction = f32x4.sub(position, f32x4.sub(shifted, f32x4.splat(ROUNDING)));
  const byte = i32x4.shl(i32x4.sub(shifted, i32x4.splat(ROUNDING_BITS)), 2);
  let pair01 = v128.load64_zero(view + <usize>i32x4.extract_lane(byte, 0));
  let pair23 = v128.load64_zero(view + <usize>i32x4.extract_lane(byte, 2));
  pair01 = v128.load64_lane(view + <usize>i32x4.extract_lane(byte, 1), pair01, 1);
  pair23 = v128.load64_lane(view + <usize>i32x4.extract_lane(byte, 3), pair23, 1);
  const left = v128.shuffle<f32>(pair01, pair23, 0, 2, 4, 6);
  const right = v128.shuffle<f32>(pair01, pair23, 1, 3, 5, 7);
  return f32x4.mul(weight, f32x4.add(left, f32x4.mul(fraction, f32x4.sub(right, left))));
}

@inline
function addLane(address: usize, column: i32, columns: i32, value: f32): void {
  if (column < columns) store<f32>(address, load<f32>(address) + value);
}

@inline
function plain(
  isArc: bool,
  isNarrow: bool,
  table: usize,
  packed: usize,
  count: i32,
  packedChannels: i32,
  parameters: usize,
  columns: i32,
  rowFrom: i32,
  rowTo: i32,
  image: usize,
): void {
  const viewBytes = (<usize>packedChannels) << 2;
  for (let column: i32 = 0; column < columns; column += 4) {
    for (let row = rowFrom; row < rowTo; row++) {
      let sum = f32x4.splat(0);
      let entry = table;
      let view = packed;
      for (let v: i32 = 0; v < count; v++) {
        const across = load<f64>(entry) + <f64>column * load<f64>(entry, 8) + <f64>row * load<f64>(entry, 16);
        const depth = load<f64>(entry, 24) + <f64>column * load<f64>(entry, 32) + <f64>row * load<f64>(entry, 40);
        sum = f32x4.add(
          sum,
          fourPixels(
            isArc,
            isNarrow,
            f32x4.add(f32x4.splat(<f32>across), v128.load(entry, 48)),
            f32x4.add(f32x4.splat(<f32>depth), v128.load(entry, 80)),
            view,
            parameters,
          ),
        );
        entry += ENTRY_BYTES;
        view += viewBytes;
      }
      const at = image + ((<usize>((row - rowFrom) * columns + column)) << 2);
      if (column + 4 <= columns) {
        v128.store(at, f32x4.add(v128.load(at), sum));
      } else {
        addLane(at, column, columns, f32x4.extract_lane(sum, 0));
        addLane(at + 4, column + 1, columns, f32x4.extract_lane(sum, 1));
        addLane(at + 8, column + 2, columns, f32x4.extract_lane(sum, 2));
      }
    }
  }
}

/**
 * Any views of an arc onto a block of rows.
 *
 * @param isNarrow whether the first five coefficients say it all
 * @param packed views, f32[count × packedChannels]
 * @param image f32[(rowTo − rowFrom) × columns], added to
 */
export function backProjectArc(
  isNarrow: bool,
  table: usize,
  packed: usize,
  count: i32,
  packedChannels: i32,
  parameters: usize,
  columns: i32,
  rowFrom: i32,
  rowTo: i32,
  image: usize,
): void {
  if (isNarrow) plain(true, true, table, packed, count, packedChannels, parameters, columns, rowFrom, rowTo, image);
  else plain(true, false, table, packed, count, packedChannels, parameters, columns, rowFrom, rowTo, image);
}

/** The same for a flat panel. */
export function backProjectFlat(
  table: usize,
  packed: usize,
  count: i32,
  packedChannels: i32,
  parameters: usize,
  columns: i32,
  rowFrom: i32,
  rowTo: i32,
  image: usize,
): void {
  plain(false, false, table, packed, count, packedChannels, parameters, columns, rowFrom, rowTo, image);
}
