// Where a ray is sampled (AssemblyScript), for line integrals of an image and for their transpose.
//
// A ray x·cosθ + y·sinθ = u is followed along the axis that it is closest to: one sample for each line of pixels, a row
// or a column, interpolated linearly across (Joseph, IEEE Trans. Med. Imaging 1:192, 1982, doi
// 10.1109/TMI.1982.4307572). Four lines are handled at once.
//
// From line to line a ray moves by one pixel at most. Its position is computed in double precision every 64 lines, and in
// between in whole numbers that count 2⁻²² of a pixel from there, so that nothing drifts.
//
// Both an image and its transpose are there, each with 8 pixels at both ends of a line and 3 lines behind the last one,
// where samples beyond the image fall without being asked.

/** Pixels at both ends of a line. */
const MARGIN: i32 = 8;
const FRACTION_BITS: i32 = 22;
/** So many lines are sampled from a position in double precision. */
export const LINES_AT_ONCE: i32 = 64;

/** Whether a ray is followed along rows, from one to the next. */
@inline
export function crossesRows(cosine: f64, sine: f64): bool {
  return abs(cosine) >= abs(sine);
}

/** Where a ray crosses row 0, in columns. It moves by sine / cosine from row to row. @param u in pixels */
@inline
export function startOnRows(u: f64, cosine: f64, sine: f64, middleRow: f64, middleColumn: f64): f64 {
  return (u - middleRow * sine) / cosine + middleColumn;
}

/** Where a ray crosses column 0, in rows. It moves by cosine / sine from column to column. @param u in pixels */
@inline
export function startOnColumns(u: f64, cosine: f64, sine: f64, middleRow: f64, middleColumn: f64): f64 {
  return middleRow - (u + middleColumn * cosine) / sine;
}

/** Bytes from line to line. */
@inline
export function bytesPerLine(width: i32): usize {
  return (<usize>(width + 2 * MARGIN)) << 2;
}

/** The first line on which the ray is less than a pixel from the image, or one before; all or none if it is parallel. */
@inline
export function firstLine(width: i32, start: f64, step: f64): i32 {
  return <i32>max(0.0, floor(min((-1.0 - start) / step, (<f64>width - start) / step)));
}

/** Behind the last line on which it is, and up to two more. */
@inline
export function endLine(lines: i32, width: i32, start: f64, step: f64): i32 {
  return <i32>min(<f64>lines, ceil(max((-1.0 - start) / step, (<f64>width - start) / step)) + 1.0);
}

/** The address of the pixel left of a position on a line. */
@inline
export function addressOf(image: usize, line: i32, stride: usize, position: f64): usize {
  return image + <usize>line * stride + ((<usize>(<i32>floor(position) + MARGIN)) << 2);
}

/** Steps from line to line as whole numbers: 0, 1, 2 and 3 of them. */
@inline
export function stepsInFour(step: f64): v128 {
  return i32x4(0, whole(step), whole(2.0 * step), whole(3.0 * step));
}

/** How far a ray moves in four lines. */
@inline
export function fourSteps(step: f64): v128 {
  return i32x4.splat(whole(4.0 * step));
}

/** Positions on four lines as whole numbers, from the pixel left of the first. */
@inline
export function positionsFrom(position: f64, steps: v128): v128 {
  return i32x4.add(i32x4.splat(<i32>((position - floor(position)) * <f64>(1 << FRACTION_BITS))), steps);
}

/** Bytes from the first line's pixel to that of each of four lines. */
@inline
export function linesInFour(stride: usize): v128 {
  return i32x4(0, <i32>stride, 2 * <i32>stride, 3 * <i32>stride);
}

/** Bytes from the first line's pixel to those left of four positions. */
@inline
export function bytesOf(positions: v128, lines: v128): v128 {
  return i32x4.add(i32x4.shl(i32x4.shr_s(positions, FRACTION_BITS), 2), lines);
}

/** How far four positions are from the pixels left of them, 0 … 1. */
@inline
export function fractionsOf(positions: v128): v128 {
  const fractions = v128.and(positions, i32x4.splat((1 << FRACTION_BITS) - 1));
  return f32x4.mul(f32x4.convert_i32x4_s(fractions), f32x4.splat(1.0 / <f32>(1 << FRACTION_BITS)));
}

@inline
function whole(pixels: f64): i32 {
  return <i32>nearest(pixels * <f64>(1 << FRACTION_BITS));
}
