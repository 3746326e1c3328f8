// The transpose of scan-rays.ts: readings are added to the pixels that their rays were summed over (AssemblyScript).
//
// The samples are the same (joseph-samples.ts): each adds to two neighbours what it would have taken of them, one load and
// one store of both. Of four lines the pixels are never the same. What falls beyond the image falls into the margins.

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
    if (crossesRows(cosine, sine)) {
      const start = startOnRows(u, cosine, sine, middleRow, middleColumn);
      alongLines(sums, rows, columns, start, sine / cosine, <f32>(reading / abs(cosine)));
    } else {
      const start = startOnColumns(u, cosine, sine, middleRow, middleColumn);
      alongLines(transposed, columns, rows, start, cosine / sine, <f32>(reading / abs(sine)));
    }
  }
}

/** Adds to the samples at start + line·step. */
function alongLines(sums: usize, lines: i32, width: i32, start: f64, step: f64, value: f32): void {
  const stride = bytesPerLine(width);
  const first = firstLine(width, start, step);
  const end = endLine(lines, width, start, step);
  const steps = stepsInFour(step);
  const toNext = fourSteps(step);
  const four = linesInFour(stride);
  const values = f32x4.splat(value);
  for (let block = first; block < end; block += LINES_AT_ONCE) {
    const position = start + <f64>block * step;
    let at = addressOf(sums, block, stride, position);
    let positions = positionsFrom(position, steps);
    const blockEnd = min(end, block + LINES_AT_ONCE);
    for (let line = block; line < blockEnd; line += 4) {
      const bytes = bytesOf(positions, four);
      const fraction = fractionsOf(positions);
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
      positions = i32x4.add(positions, toNext);
      at += stride << 2;
    }
  }
}
