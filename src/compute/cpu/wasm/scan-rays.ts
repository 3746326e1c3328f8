// Line integrals of an image along rays (AssemblyScript): the sum of a ray's samples times the length of ray per line.
// Each sample is one load of two neighbours; those beyond the image find zeros. Where samples are: joseph-samples.ts.

import {
  addressOf,
  bytesOf,
  bytesPerLine,
  crossesRows,
  endLine,
  firstLine,
  fourSteps,
  fractionsOf,
  LINES_AT_ONCE,
  linesInFour,
  positionsFrom,
  startOnColumns,
  startOnRows,
  stepsInFour,
} from './joseph-samples';

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
    let sum: f64;
    if (crossesRows(cosine, sine)) {
      const start = startOnRows(u, cosine, sine, middleRow, middleColumn);
      sum = alongLines(image, rows, columns, start, sine / cosine) / abs(cosine);
    } else {
      const start = startOnColumns(u, cosine, sine, middleRow, middleColumn);
      sum = alongLines(transposed, columns, rows, start, cosine / sine) / abs(sine);
    }
    store<f32>(out + ((<usize>ray) << 2), <f32>(sum * pixelSizeMm));
  }
}

/** The sum of the samples at start + line·step. */
function alongLines(image: usize, lines: i32, width: i32, start: f64, step: f64): f64 {
  const stride = bytesPerLine(width);
  const first = firstLine(width, start, step);
  const end = endLine(lines, width, start, step);
  const steps = stepsInFour(step);
  const toNext = fourSteps(step);
  const four = linesInFour(stride);
  let sum: f64 = 0;
  for (let block = first; block < end; block += LINES_AT_ONCE) {
    const position = start + <f64>block * step;
    let at = addressOf(image, block, stride, position);
    let positions = positionsFrom(position, steps);
    let sums = f32x4.splat(0);
    const blockEnd = min(end, block + LINES_AT_ONCE);
    for (let line = block; line < blockEnd; line += 4) {
      const bytes = bytesOf(positions, four);
      const fraction = fractionsOf(positions);
      let pair01 = v128.load64_zero(at + <usize>i32x4.extract_lane(bytes, 0));
      let pair23 = v128.load64_zero(at + <usize>i32x4.extract_lane(bytes, 2));
      pair01 = v128.load64_lane(at + <usize>i32x4.extract_lane(bytes, 1), pair01, 1);
      pair23 = v128.load64_lane(at + <usize>i32x4.extract_lane(bytes, 3), pair23, 1);
      const left = v128.shuffle<f32>(pair01, pair23, 0, 2, 4, 6);
      const right = v128.shuffle<f32>(pair01, pair23, 1, 3, 5, 7);
      sums = f32x4.add(sums, f32x4.add(left, f32x4.mul(fraction, f32x4.sub(right, left))));
      positions = i32x4.add(positions, toNext);
      at += stride << 2;
    }
    sum += <f64>f32x4.extract_lane(sums, 0) + <f64>f32x4.extract_lane(sums, 1);
    sum += <f64>f32x4.extract_lane(sums, 2) + <f64>f32x4.extract_lane(sums, 3);
  }
  return sum;
}
