// Line integrals of an image along rays (AssemblyScript).
//
// A ray x·cosθ + y·sinθ = u is followed along the axis that it is closest to: one sample for each line of pixels, a row
// or a column, interpolated linearly across, times the length of ray per line (Joseph, IEEE Trans. Med. Imaging 1:192,
// 1982, doi 10.1109/TMI.1982.4307572). Four lines are sampled at once; each sample is one load of two neighbours.
//
// From line to line a ray moves by one pixel at most. Its position is computed in double precision every 64 lines, and in
// between in whole numbers that count 2⁻²² of a pixel from there, so that nothing drifts.
//
// Both the image and its transpose are there, each with 8 zeros at both ends of a line and 3 lines of zeros behind the
// last one: samples beyond the image find zeros, without asking.

/** Zeros at both ends of a line. */
const MARGIN: i32 = 8;
const FRACTION_BITS: i32 = 22;
const LINES_AT_ONCE: i32 = 64;

/**
 * @param image f32[rows + 3, columns + 16]
 * @param transposed f32[columns + 3, rows + 16]; neither needs to be there if no ray is closest to its axis
 * @param middleRow, middleColumn where the axis is among them, in pixels
 * @param cosines, sines of the rays' θ, f64[count]
 * @param distances u of the rays in mm, f64[count]
 * @param out f32[count], in the image's unit × mm
 */
export function scanRays(
  image: usize,
  transposed: usize,
  rows: i32,
  columns: i32,
  middleRow: f64,
  middleColumn: f64,
  pixelSizeMm: f64,
  cosines: usize,
  sines: usize,
  distances: usize,
  count: i32,
  out: usize,
): void {
  for (let ray: i32 = 0; ray < count; ray++) {
    const at = (<usize>ray) << 3;
    const cosine = load<f64>(cosines + at);
    const sine = load<f64>(sines + at);
    const u = load<f64>(distances + at) / pixelSizeMm;
    // Where the ray crosses line 0 and how far it moves from line to line, in pixels.
    let sum: f64;
    if (abs(cosine) >= abs(sine)) {
      const start = (u - middleRow * sine) / cosine + middleColumn;
      sum = alongLines(image, rows, columns, start, sine / cosine) / abs(cosine);
    } else {
      const start = middleRow - (u + middleColumn * cosine) / sine;
      sum = alongLines(transposed, columns, rows, start, cosine / sine) / abs(sine);
    }
    store<f32>(out + ((<usize>ray) << 2), <f32>(sum * pixelSizeMm));
  }
}

/** The sum of the samples at start + line·step. */
function alongLines(image: usize, lines: i32, width: i32, start: f64, step: f64): f64 {
  const stride = (<usize>(width + 2 * MARGIN)) << 2;
  // Lines on which the ray is less than a pixel from the image, and one or two more; all or none where it is parallel.
  const atBegin = (-1.0 - start) / step;
  const atEnd = (<f64>width - start) / step;
  const first = <i32>max(0.0, floor(min(atBegin, atEnd)));
  const end = <i32>min(<f64>lines, ceil(max(atBegin, atEnd)) + 1.0);

  const unit = <f64>(1 << FRACTION_BITS);
  const fourSteps = i32x4.splat(<i32>nearest(4.0 * step * unit));
  const stepsInFour = i32x4(0, <i32>nearest(step * unit), <i32>nearest(2.0 * step * unit), <i32>nearest(3.0 * step * unit));
  const linesInFour = i32x4(0, <i32>stride, 2 * <i32>stride, 3 * <i32>stride);
  let sum: f64 = 0;
  for (let block = first; block < end; block += LINES_AT_ONCE) {
    const position = start + <f64>block * step;
    const pixel = floor(position);
    let at = image + <usize>block * stride + ((<usize>(<i32>pixel + MARGIN)) << 2);
    let positions = i32x4.add(i32x4.splat(<i32>((position - pixel) * unit)), stepsInFour);
    let sums = f32x4.splat(0);
    const blockEnd = min(end, block + LINES_AT_ONCE);
    for (let line = block; line < blockEnd; line += 4) {
      const bytes = i32x4.add(i32x4.shl(i32x4.shr_s(positions, FRACTION_BITS), 2), linesInFour);
      const whole = v128.and(positions, i32x4.splat((1 << FRACTION_BITS) - 1));
      const fraction = f32x4.mul(f32x4.convert_i32x4_s(whole), f32x4.splat(1.0 / <f32>(1 << FRACTION_BITS)));
      let pair01 = v128.load64_zero(at + <usize>i32x4.extract_lane(bytes, 0));
      let pair23 = v128.load64_zero(at + <usize>i32x4.extract_lane(bytes, 2));
      pair01 = v128.load64_lane(at + <usize>i32x4.extract_lane(bytes, 1), pair01, 1);
      pair23 = v128.load64_lane(at + <usize>i32x4.extract_lane(bytes, 3), pair23, 1);
      const left = v128.shuffle<f32>(pair01, pair23, 0, 2, 4, 6);
      const right = v128.shuffle<f32>(pair01, pair23, 1, 3, 5, 7);
      sums = f32x4.add(sums, f32x4.add(left, f32x4.mul(fraction, f32x4.sub(right, left))));
      positions = i32x4.add(positions, fourSteps);
      at += stride << 2;
    }
    sum += <f64>f32x4.extract_lane(sums, 0) + <f64>f32x4.extract_lane(sums, 1);
    sum += <f64>f32x4.extract_lane(sums, 2) + <f64>f32x4.extract_lane(sums, 3);
  }
  return sum;
}
