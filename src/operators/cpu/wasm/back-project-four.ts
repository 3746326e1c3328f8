// Back-projection of four views at once (AssemblyScript).
//
//   image(x, y) += Σ_v w_v · q_v(x·cosθ_v + y·sinθ_v)
//
// On a square grid centred on the axis the views θ, 90° − θ, 90° + θ and 180° − θ have one detector coordinate in
// common for the pixels (x, y), (y, x), (−y, x) and (−x, y). The four views are interleaved, so that one coordinate and
// two loads of 128 bits serve four updates; when the four sums of a pixel are complete, each is added to the pixel that
// it belongs to.
//
// Positions along the detector are whole numbers that count fractions of a channel: steps add up exactly, unlike in
// f32, and a shift and a mask take channel and fraction apart.
//
// A group of four views, 64 bytes in the table: f64 position of pixel (0, 0); f64 step per column; f64 step per row
// (downwards); 8 unused bytes; 8 × i32 steps to the columns 0 … 7. All in fractions of a channel.

const GROUP_BYTES: usize = 64;
/** Sums of so many neighbouring pixels stay in registers while all groups pass by. */
const STRIP: i32 = 8;

/**
 * Interleaves four views of a group, weighted, behind one zero and before two: out[(channels + 3) × 4].
 *
 * @param a, b, c, d addresses of the views, f32[channels]
 */
export function interleaveFour(a: usize, b: usize, c: usize, d: usize, weights: usize, channels: i32, out: usize): void {
  const weightA = v128.load32_splat(weights);
  const weightB = v128.load32_splat(weights, 4);
  const weightC = v128.load32_splat(weights, 8);
  const weightD = v128.load32_splat(weights, 12);
  const zero = f32x4.splat(0);
  v128.store(out, zero);
  let at = out + 16;
  let channel: i32 = 0;
  for (; channel + 4 <= channels; channel += 4) {
    const byte = (<usize>channel) << 2;
    const fromA = f32x4.mul(v128.load(a + byte), weightA);
    const fromB = f32x4.mul(v128.load(b + byte), weightB);
    const fromC = f32x4.mul(v128.load(c + byte), weightC);
    const fromD = f32x4.mul(v128.load(d + byte), weightD);
    // A transpose of 4 × 4.
    const lowAB = v128.shuffle<f32>(fromA, fromB, 0, 4, 1, 5);
    const highAB = v128.shuffle<f32>(fromA, fromB, 2, 6, 3, 7);
    const lowCD = v128.shuffle<f32>(fromC, fromD, 0, 4, 1, 5);
    const highCD = v128.shuffle<f32>(fromC, fromD, 2, 6, 3, 7);
    v128.store(at, v128.shuffle<f32>(lowAB, lowCD, 0, 1, 4, 5));
    v128.store(at, v128.shuffle<f32>(lowAB, lowCD, 2, 3, 6, 7), 16);
    v128.store(at, v128.shuffle<f32>(highAB, highCD, 0, 1, 4, 5), 32);
    v128.store(at, v128.shuffle<f32>(highAB, highCD, 2, 3, 6, 7), 48);
    at += 64;
  }
  for (; channel < channels; channel++) {
    const byte = (<usize>channel) << 2;
    store<f32>(at, load<f32>(a + byte) * load<f32>(weights));
    store<f32>(at, load<f32>(b + byte) * load<f32>(weights, 4), 4);
    store<f32>(at, load<f32>(c + byte) * load<f32>(weights, 8), 8);
    store<f32>(at, load<f32>(d + byte) * load<f32>(weights, 12), 12);
    at += 16;
  }
  v128.store(at, zero);
  v128.store(at, zero, 16);
}

@inline
function update(sum: v128, address: usize, fraction: v128): v128 {
  const left = v128.load(address);
  const right = v128.load(address, 16);
  return f32x4.add(sum, f32x4.add(left, f32x4.mul(fraction, f32x4.sub(right, left))));
}

/**
 * Back-projects groups of four onto rows of a square image of side × side pixels, and through the symmetry onto the
 * pixels that belong to these rows; the sums over all blocks of rows make the whole image.
 *
 * @param groups the table of groups, [count × 64 bytes]
 * @param packed interleaved views, [count × (channels + 3) × 4] f32
 * @param fractionBits how many bits of a position are its fraction
 * @param image f32[side × side], added to
 */
export function backProjectFour(
  groups: usize,
  packed: usize,
  count: i32,
  channels: i32,
  fractionBits: i32,
  side: i32,
  rowFrom: i32,
  rowTo: i32,
  image: usize,
): void {
  const viewBytes = (<usize>(channels + 3)) << 4;
  const last = i32x4.splat((channels + 1) << fractionBits);
  const first = i32x4.splat(0);
  const mask = i32x4.splat((1 << fractionBits) - 1);
  const scale = f32x4.splat(1.0 / <f32>(1 << fractionBits));
  // Columns outside, rows inside: a strip's neighbour below finds its channels still in the cache, and the sums of the
  // two transposed views are written along rows.
  for (let column: i32 = 0; column < side; column += STRIP) {
    for (let row = rowFrom; row < rowTo; row++) {
      let sum0 = f32x4.splat(0);
      let sum1 = f32x4.splat(0);
      let sum2 = f32x4.splat(0);
      let sum3 = f32x4.splat(0);
      let sum4 = f32x4.splat(0);
      let sum5 = f32x4.splat(0);
      let sum6 = f32x4.splat(0);
      let sum7 = f32x4.splat(0);
      let group = groups;
      let views = packed;
      for (let g: i32 = 0; g < count; g++) {
        const start = load<f64>(group) + <f64>column * load<f64>(group, 8) + <f64>row * load<f64>(group, 16);
        const base = i32x4.splat(<i32>start);
        // Beyond the detector every position ends up on one of the zeros.
        const nearer = i32x4.max_s(first, i32x4.min_s(last, i32x4.add(base, v128.load(group, 32))));
        const farther = i32x4.max_s(first, i32x4.min_s(last, i32x4.add(base, v128.load(group, 48))));
        const nearerFraction = f32x4.mul(f32x4.convert_i32x4_s(v128.and(nearer, mask)), scale);
        const fartherFraction = f32x4.mul(f32x4.convert_i32x4_s(v128.and(farther, mask)), scale);
        const nearerByte = i32x4.shl(i32x4.shr_s(nearer, fractionBits), 4);
        const fartherByte = i32x4.shl(i32x4.shr_s(farther, fractionBits), 4);
        sum0 = update(sum0, views + <usize>i32x4.extract_lane(nearerByte, 0), v128.shuffle<f32>(nearerFraction, nearerFraction, 0, 0, 0, 0));
        sum1 = update(sum1, views + <usize>i32x4.extract_lane(nearerByte, 1), v128.shuffle<f32>(nearerFraction, nearerFraction, 1, 1, 1, 1));
        sum2 = update(sum2, views + <usize>i32x4.extract_lane(nearerByte, 2), v128.shuffle<f32>(nearerFraction, nearerFraction, 2, 2, 2, 2));
        sum3 = update(sum3, views + <usize>i32x4.extract_lane(nearerByte, 3), v128.shuffle<f32>(nearerFraction, nearerFraction, 3, 3, 3, 3));
        sum4 = update(sum4, views + <usize>i32x4.extract_lane(fartherByte, 0), v128.shuffle<f32>(fartherFraction, fartherFraction, 0, 0, 0, 0));
        sum5 = update(sum5, views + <usize>i32x4.extract_lane(fartherByte, 1), v128.shuffle<f32>(fartherFraction, fartherFraction, 1, 1, 1, 1));
        sum6 = update(sum6, views + <usize>i32x4.extract_lane(fartherByte, 2), v128.shuffle<f32>(fartherFraction, fartherFraction, 2, 2, 2, 2));
        sum7 = update(sum7, views + <usize>i32x4.extract_lane(fartherByte, 3), v128.shuffle<f32>(fartherFraction, fartherFraction, 3, 3, 3, 3));
        group += GROUP_BYTES;
        views += viewBytes;
      }
      addToPixels(image, side, column, row, sum0);
      if (column + 1 < side) addToPixels(image, side, column + 1, row, sum1);
      if (column + 2 < side) addToPixels(image, side, column + 2, row, sum2);
      if (column + 3 < side) addToPixels(image, side, column + 3, row, sum3);
      if (column + 4 < side) addToPixels(image, side, column + 4, row, sum4);
      if (column + 5 < side) addToPixels(image, side, column + 5, row, sum5);
      if (column + 6 < side) addToPixels(image, side, column + 6, row, sum6);
      if (column + 7 < side) addToPixels(image, side, column + 7, row, sum7);
    }
  }
}

@inline
function add(image: usize, side: i32, column: i32, row: i32, value: f32): void {
  const address = image + ((<usize>(row * side + column)) << 2);
  store<f32>(address, load<f32>(address) + value);
}

// With x = column − h, y = h − row and h = (side − 1)/2:
// θ at (x, y); 90° − θ at (y, x); 90° + θ at (−y, x); 180° − θ at (−x, y).
@inline
function addToPixels(image: usize, side: i32, column: i32, row: i32, sums: v128): void {
  const last = side - 1;
  add(image, side, column, row, f32x4.extract_lane(sums, 0));
  add(image, side, last - row, last - column, f32x4.extract_lane(sums, 1));
  add(image, side, row, last - column, f32x4.extract_lane(sums, 2));
  add(image, side, last - column, row, f32x4.extract_lane(sums, 3));
}
