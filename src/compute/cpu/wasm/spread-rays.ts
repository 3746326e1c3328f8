// The transpose of scan-rays.ts: readings are added to the pixels that their rays were summed over (AssemblyScript).
//
// The samples are the same, at the same positions: each adds to two neighbours what it would have taken of them, one load
// and one store of both. Four lines are handled at once, whose pixels are never the same.
//
// Both the sums and their transpose are there, laid out as the images of scan-rays.ts: what falls beyond the image falls
// into the margins.

/** Room at both ends of a line. */
const MARGIN: i32 = 8;
const FRACTION_BITS: i32 = 22;
const LINES_AT_ONCE: i32 = 64;

/**
 * @param sums f32[rows + 3, columns + 16] of rays that are closest to the rows' normal
 * @param transposed f32[columns + 3, rows + 16] of the others
 * @param middleRow, middleColumn where the axis is among them, in pixels
 * @param cosines, sines of the rays' θ, f64[count]
 * @param distances u of the rays in mm, f64[count]
 * @param readings f32[count]
 */
export function spreadRays(
  sums: usize,
  transposed: usize,
  rows: i32,
  columns: i32,
  middleRow: f64,
  middleColumn: f64,
  pixelSizeMm: f64,
  cosines: usize,
  sines: usize,
  distances: usize,
  readings: usize,
  count: i32,
): void {
  for (let ray: i32 = 0; ray < count; ray++) {
    const at = (<usize>ray) << 3;
    const cosine = load<f64>(cosines + at);
    const sine = load<f64>(sines + at);
    const u = load<f64>(distances + at) / pixelSizeMm;
    const reading = <f64>load<f32>(readings + ((<usize>ray) << 2)) * pixelSizeMm;
    if (reading == 0) continue;
    // Where the ray crosses line 0 and how far it moves from line to line, in pixels.
    if (abs(cosine) >= abs(sine)) {
      const start = (u - middleRow * sine) / cosine + middleColumn;
      alongLines(sums, rows, columns, start, sine / cosine, <f32>(reading / abs(cosine)));
    } else {
      const start = middleRow - (u + middleColumn * cosine) / sine;
      alongLines(transposed, columns, rows, start, cosine / sine, <f32>(reading / abs(sine)));
    }
  }
}

/** Adds to the samples at start + line·step. */
function alongLines(sums: usize, lines: i32, width: i32, start: f64, step: f64, value: f32): void {
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
  const values = f32x4.splat(value);
  for (let block = first; block < end; block += LINES_AT_ONCE) {
    const position = start + <f64>block * step;
    const pixel = floor(position);
    let at = sums + <usize>block * stride + ((<usize>(<i32>pixel + MARGIN)) << 2);
    let positions = i32x4.add(i32x4.splat(<i32>((position - pixel) * unit)), stepsInFour);
    const blockEnd = min(end, block + LINES_AT_ONCE);
    for (let line = block; line < blockEnd; line += 4) {
      const bytes = i32x4.add(i32x4.shl(i32x4.shr_s(positions, FRACTION_BITS), 2), linesInFour);
      const whole = v128.and(positions, i32x4.splat((1 << FRACTION_BITS) - 1));
      const fraction = f32x4.mul(f32x4.convert_i32x4_s(whole), f32x4.splat(1.0 / <f32>(1 << FRACTION_BITS)));
      const right = f32x4.mul(fraction, values);
      const left = f32x4.sub(values, right);
      const at0 = at + <usize>i32x4.extract_lane(bytes, 0);
      const at1 = at + <usize>i32x4.extract_lane(bytes, 1);
      const at2 = at + <usize>i32x4.extract_lane(bytes, 2);
      const at3 = at + <usize>i32x4.extract_lane(bytes, 3);
      let pair01 = v128.load64_lane(at1, v128.load64_zero(at0), 1);
      let pair23 = v128.load64_lane(at3, v128.load64_zero(at2), 1);
      pair01 = f32x4.add(pair01, v128.shuffle<f32>(left, right, 0, 4, 1, 5));
      pair23 = f32x4.add(pair23, v128.shuffle<f32>(left, right, 2, 6, 3, 7));
      v128.store64_lane(at0, pair01, 0);
      v128.store64_lane(at1, pair01, 1);
      v128.store64_lane(at2, pair23, 0);
      v128.store64_lane(at3, pair23, 1);
      positions = i32x4.add(positions, fourSteps);
      at += stride << 2;
    }
  }
}
