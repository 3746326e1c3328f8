// Huber's prior on the differences of neighbours (AssemblyScript), in single precision as shaders/huber-prior.wgsl has it. Plain
// twin, with the sources of the formulas: src/kernels/huber-prior/plain.ts.

// What is asked for, as numbers of `quantity`.
const GRADIENT: i32 = 0;
const CURVATURE: i32 = 1;

/** The quantity of four differences with a neighbour that counts 1. */
@inline
function terms(quantity: i32, difference: v128, threshold: v128): v128 {
  if (quantity == GRADIENT) return f32x4.pmax(f32x4.neg(threshold), f32x4.pmin(threshold, difference));
  const size = f32x4.abs(difference);
  // With m = max(|t|, δ): 2·δ/m. With a = min(|t|, δ): ½·a·(|t| − ½a).
  if (quantity == CURVATURE) {
    return f32x4.div(f32x4.add(threshold, threshold), f32x4.pmax(size, threshold));
  }
  const half = f32x4.mul(f32x4.pmin(size, threshold), f32x4.splat(0.5));
  return f32x4.mul(half, f32x4.sub(size, half));
}

/** Adds what a row of neighbours makes of columns that have one on either side. */
@inline
function addRow(
  quantity: i32,
  own: usize,
  other: usize,
  out: usize,
  columns: i32,
  threshold: v128,
  nearer: v128,
  farther: v128,
  isOwnRow: bool,
): void {
  const last = ((<usize>columns) << 2) - 4;
  let at: usize = 4;
  for (; at + 16 <= last; at += 16) {
    const middle = v128.load(own + at);
    let sum = f32x4.mul(farther, terms(quantity, f32x4.sub(middle, v128.load(other + at - 4)), threshold));
    if (!isOwnRow) {
      sum = f32x4.add(sum, f32x4.mul(nearer, terms(quantity, f32x4.sub(middle, v128.load(other + at)), threshold)));
    }
    sum = f32x4.add(sum, f32x4.mul(farther, terms(quantity, f32x4.sub(middle, v128.load(other + at + 4)), threshold)));
    v128.store(out + at, f32x4.add(v128.load(out + at), sum));
  }
  // The first column, and what is left of the others, one by one.
  addPixel(quantity, own, other, out, 0, last, threshold, nearer, farther, isOwnRow);
  for (; at <= last; at += 4) addPixel(quantity, own, other, out, at, last, threshold, nearer, farther, isOwnRow);
}

function addPixel(
  quantity: i32,
  own: usize,
  other: usize,
  out: usize,
  at: usize,
  last: usize,
  threshold: v128,
  nearer: v128,
  farther: v128,
  isOwnRow: bool,
): void {
  const middle = v128.load32_splat(own + at);
  let sum = f32x4.splat(0);
  if (at > 0) {
    sum = f32x4.mul(farther, terms(quantity, f32x4.sub(middle, v128.load32_splat(other + at - 4)), threshold));
  }
  if (!isOwnRow) {
    sum = f32x4.add(
      sum,
      f32x4.mul(nearer, terms(quantity, f32x4.sub(middle, v128.load32_splat(other + at)), threshold)),
    );
  }
  if (at < last) {
    sum = f32x4.add(
      sum,
      f32x4.mul(farther, terms(quantity, f32x4.sub(middle, v128.load32_splat(other + at + 4)), threshold)),
    );
  }
  store<f32>(out + at, load<f32>(out + at) + f32x4.extract_lane(sum, 0));
}

/** Of the rows `first` … `first + count − 1`. @param quantity known where it is called, so that each has its own loop */
@inline
function addQuantity(
  quantity: i32,
  image: usize,
  firstRead: i32,
  columns: i32,
  sliceRows: i32,
  slices: i32,
  first: i32,
  count: i32,
  weights: usize,
  threshold: f32,
  out: usize,
): void {
  const rowBytes = (<usize>columns) << 2;
  const most = f32x4.splat(threshold);
  for (let row = first; row < first + count; row++) {
    const rowOfSlice = row % sliceRows;
    const slice = row / sliceRows;
    const own = image + <usize>(row - firstRead) * rowBytes;
    for (let up = slice > 0 ? -1 : 0; up <= (slice + 1 < slices ? 1 : 0); up++) {
      // What neighbours count no, one and two steps away in their slice.
      const table = weights + (up == 0 ? 0 : 12);
      for (let down = rowOfSlice > 0 ? -1 : 0; down <= (rowOfSlice + 1 < sliceRows ? 1 : 0); down++) {
        const steps = table + (down == 0 ? 0 : 4);
        const other = own + <isize>(up * sliceRows + down) * <isize>rowBytes;
        const nearer = v128.load32_splat(steps);
        const farther = v128.load32_splat(steps + 4);
        if (up == 0 && down == 0) addRow(quantity, own, other, out, columns, most, nearer, farther, true);
        else addRow(quantity, own, other, out, columns, most, nearer, farther, false);
      }
    }
    out += rowBytes;
  }
}

/**
 * @param quantity 0: gradient, 1: curvature, 2: energy
 * @param image f32[rows from firstRead on, columns], with all rows that neighbours lie in
 * @param slices of the whole image, of `sliceRows` rows each
 * @param first of the `count` rows that are asked for, among those of the whole image
 * @param weights f32[2, 3]: what neighbours count that are 0, 1 and 2 steps away in the slice, and in the next one
 * @param out f32[count, columns], added to
 */
export function huberPrior(
  quantity: i32,
  image: usize,
  firstRead: i32,
  columns: i32,
  sliceRows: i32,
  slices: i32,
  first: i32,
  count: i32,
  weights: usize,
  threshold: f32,
  out: usize,
): void {
  if (quantity == GRADIENT) {
    addQuantity(GRADIENT, image, firstRead, columns, sliceRows, slices, first, count, weights, threshold, out);
  } else if (quantity == CURVATURE) {
    addQuantity(CURVATURE, image, firstRead, columns, sliceRows, slices, first, count, weights, threshold, out);
  } else {
    addQuantity(2, image, firstRead, columns, sliceRows, slices, first, count, weights, threshold, out);
  }
}
