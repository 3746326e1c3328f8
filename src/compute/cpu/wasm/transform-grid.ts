// From gridrec's Fourier grid to the image (AssemblyScript): two-dimensional transform of half a plane.
//
// The image is the real part of the transform. First the columns of the half plane are transformed, four at a time, and
// of each only the image's rows are kept. Then the rows, eight at a time: a row's frequencies −k are the conjugates of
// those at k, so that two rows pass through one transform as its real and its imaginary part. Pixels lie half a pixel
// off the grid's origin where their number is even: a phase for every frequency sees to that. Last the kernel's shading
// is divided out.
//
// grid: as grid-eight.ts leaves it. strips: between the two halves, f32 [rows/8, size/2 + 4, 16]: for each frequency
// across the real and the imaginary parts of rows 0, 2, 4, 6 of eight, then those of rows 1, 3, 5, 7.

import { forward, realPart } from './fft-four';
import { SPARE_COLUMNS } from './grid-eight';

/** into += sign · from, over a row of the grid. */
function addRow(grid: usize, rowBytes: usize, into: i32, from: i32, sign: f32): void {
  const factor = f32x4.splat(sign);
  const target = grid + <usize>into * rowBytes;
  const source = grid + <usize>from * rowBytes;
  for (let byte: usize = 0; byte < rowBytes; byte += 16) {
    v128.store(target + byte, f32x4.add(v128.load(target + byte), f32x4.mul(factor, v128.load(source + byte))));
  }
}

/** Transforms columns: grid → strips. */
function transformColumns(
  grid: usize,
  size: i32,
  roots: usize,
  places: usize,
  phases: usize,
  sign: f32,
  signal: usize,
  strips: usize,
  rows: i32,
): void {
  const columns = (size >> 1) + SPARE_COLUMNS;
  const rowBytes = (<usize>columns) << 3;
  // What the kernel carried beyond the lowest and the highest frequencies down goes on from the other side.
  addRow(grid, rowBytes, size, 0, sign);
  addRow(grid, rowBytes, 1, size + 1, sign);
  addRow(grid, rowBytes, 2, size + 2, sign);
  const stripBytes = (<usize>columns) << 6;
  const half = size >> 1;
  for (let column: i32 = 0; column < columns; column += 4) {
    for (let i: i32 = 0; i < size; i++) {
      const at = grid + <usize>(((i + half) & (size - 1)) + 1) * rowBytes + ((<usize>column) << 3);
      const low = v128.load(at);
      const high = v128.load(at, 16);
      const real = v128.shuffle<f32>(low, high, 0, 2, 4, 6);
      const imaginary = v128.shuffle<f32>(low, high, 1, 3, 5, 7);
      const cosine = v128.load32_splat(phases + ((<usize>i) << 3));
      const sine = v128.load32_splat(phases + ((<usize>i) << 3), 4);
      const p = realPart(signal, i);
      v128.store(p, f32x4.sub(f32x4.mul(real, cosine), f32x4.mul(imaginary, sine)));
      v128.store(p, f32x4.add(f32x4.mul(real, sine), f32x4.mul(imaginary, cosine)), 16);
    }
    forward(signal, size, roots);
    for (let row: i32 = 0; row < rows; row += 8) {
      const out = strips + <usize>(row >> 3) * stripBytes + ((<usize>column) << 6);
      for (let odd: i32 = 0; odd < 2; odd++) {
        const p0 = placeOfRow(signal, places, size, rows, row + odd);
        const p1 = placeOfRow(signal, places, size, rows, row + odd + 2);
        const p2 = placeOfRow(signal, places, size, rows, row + odd + 4);
        const p3 = placeOfRow(signal, places, size, rows, row + odd + 6);
        const at = out + ((<usize>odd) << 5);
        transpose(at, v128.load(p0), v128.load(p1), v128.load(p2), v128.load(p3));
        transpose(at + 16, v128.load(p0, 16), v128.load(p1, 16), v128.load(p2, 16), v128.load(p3, 16));
      }
    }
  }
}

/** Where a transformed column holds a row of the image; rows that only fill up eight are copies of the last. */
@inline
function placeOfRow(signal: usize, places: usize, size: i32, rows: i32, row: i32): usize {
  const n = (min(row, rows - 1) - (rows >> 1)) & (size - 1);
  return realPart(signal, load<i32>(places + ((<usize>n) << 2)));
}

/** Four rows of four columns become four columns of four rows, 64 bytes apart. */
@inline
function transpose(out: usize, row0: v128, row1: v128, row2: v128, row3: v128): void {
  const low01 = v128.shuffle<f32>(row0, row1, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(row0, row1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(row2, row3, 0, 4, 1, 5);
  const high23 = v128.shuffle<f32>(row2, row3, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(out, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7), 64);
  v128.store(out, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5), 128);
  v128.store(out, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7), 192);
}

/** into += the conjugate of sign · from, both frequencies across of one strip. */
@inline
function foldColumn(strip: usize, into: i32, from: i32, sign: f32): void {
  const target = strip + ((<usize>into) << 6);
  const source = strip + ((<usize>from) << 6);
  const factor = f32x4.splat(sign);
  const real = f32x4.mul(factor, v128.load(source));
  const imaginary = f32x4.mul(factor, v128.load(source, 16));
  const oddReal = f32x4.mul(factor, v128.load(source, 32));
  const oddImaginary = f32x4.mul(factor, v128.load(source, 48));
  v128.store(target, f32x4.add(v128.load(target), real));
  v128.store(target, f32x4.sub(v128.load(target, 16), imaginary), 16);
  v128.store(target, f32x4.add(v128.load(target, 32), oddReal), 32);
  v128.store(target, f32x4.sub(v128.load(target, 48), oddImaginary), 48);
}

/** Transforms rows: strips → image. */
function transformRows(
  strips: usize,
  size: i32,
  roots: usize,
  places: usize,
  phases: usize,
  sign: f32,
  signal: usize,
  rows: i32,
  columns: i32,
  rowCorrection: usize,
  columnCorrection: usize,
  image: usize,
): void {
  const half = size >> 1;
  const stripBytes = (<usize>(half + SPARE_COLUMNS)) << 6;
  const imageRow = (<usize>columns) << 2;
  for (let row: i32 = 0; row < rows; row += 8) {
    const strip = strips + <usize>(row >> 3) * stripBytes;
    // Column 1 + m holds frequency m: −1 is the conjugate of 1, and what lies beyond size/2 that of what lies before.
    foldColumn(strip, 1, 1, 1);
    foldColumn(strip, 2, 0, 1);
    foldColumn(strip, half - 1, half + 3, sign);
    foldColumn(strip, half, half + 2, sign);
    foldColumn(strip, half + 1, half + 1, sign);
    for (let k: i32 = 0; k <= half; k++) {
      const at = strip + ((<usize>(k + 1)) << 6);
      const cosine = v128.load32_splat(phases + ((<usize>k) << 3));
      const sine = v128.load32_splat(phases + ((<usize>k) << 3), 4);
      const evenReal = f32x4.sub(f32x4.mul(v128.load(at), cosine), f32x4.mul(v128.load(at, 16), sine));
      const evenImaginary = f32x4.add(f32x4.mul(v128.load(at), sine), f32x4.mul(v128.load(at, 16), cosine));
      const oddReal = f32x4.sub(f32x4.mul(v128.load(at, 32), cosine), f32x4.mul(v128.load(at, 48), sine));
      const oddImaginary = f32x4.add(f32x4.mul(v128.load(at, 32), sine), f32x4.mul(v128.load(at, 48), cosine));
      // A + iB at k, and the conjugates of both, A* + iB*, at −k.
      const p = realPart(signal, k);
      v128.store(p, f32x4.sub(evenReal, oddImaginary));
      v128.store(p, f32x4.add(evenImaginary, oddReal), 16);
      if (k > 0 && k < half) {
        const q = realPart(signal, size - k);
        v128.store(q, f32x4.add(evenReal, oddImaginary));
        v128.store(q, f32x4.sub(oddReal, evenImaginary), 16);
      }
    }
    forward(signal, size, roots);
    const evenCorrection = v128.load(rowCorrection + ((<usize>row) << 2));
    const oddCorrection = v128.load(rowCorrection + ((<usize>row) << 2), 16);
    for (let column: i32 = 0; column < columns; column++) {
      const n = (column - (columns >> 1)) & (size - 1);
      const p = realPart(signal, load<i32>(places + ((<usize>n) << 2)));
      const correction = v128.load32_splat(columnCorrection + ((<usize>column) << 2));
      const even = f32x4.mul(v128.load(p), f32x4.mul(evenCorrection, correction));
      const odd = f32x4.mul(v128.load(p, 16), f32x4.mul(oddCorrection, correction));
      const out = image + <usize>row * imageRow + ((<usize>column) << 2);
      v128.store_lane<f32>(out, even, 0);
      v128.store_lane<f32>(out + imageRow, odd, 0);
      v128.store_lane<f32>(out + 2 * imageRow, even, 1);
      v128.store_lane<f32>(out + 3 * imageRow, odd, 1);
      v128.store_lane<f32>(out + 4 * imageRow, even, 2);
      v128.store_lane<f32>(out + 5 * imageRow, odd, 2);
      v128.store_lane<f32>(out + 6 * imageRow, even, 3);
      v128.store_lane<f32>(out + 7 * imageRow, odd, 3);
    }
  }
}

/**
 * @param grid overwritten
 * @param roots, places of a transform of `size`
 * @param downPhases complex f32[size]: exp(−2πi·m·halfPixel/size) for m = 0 … size/2 − 1, −size/2 … −1
 * @param acrossPhases complex f32[size/2 + 1]: the same for m = 0 … size/2
 * @param downSign, acrossSign −1 where the side's number of pixels is even, else 1
 * @param signal room for [size × 2] v128
 * @param strips room for [⌈rows/8⌉ × (size/2 + 4) × 16] f32
 * @param rowCorrection f32[⌈rows/8⌉ × 8], rows 0, 2, 4, 6, 1, 3, 5, 7 of every eight
 * @param columnCorrection f32[columns]
 * @param image f32[⌈rows/8⌉ × 8, columns], overwritten
 */
export function transformGrid(
  grid: usize,
  size: i32,
  roots: usize,
  places: usize,
  downPhases: usize,
  acrossPhases: usize,
  downSign: f32,
  acrossSign: f32,
  signal: usize,
  strips: usize,
  rows: i32,
  columns: i32,
  rowCorrection: usize,
  columnCorrection: usize,
  image: usize,
): void {
  transformColumns(grid, size, roots, places, downPhases, downSign, signal, strips, rows);
  transformRows(
    strips,
    size,
    roots,
    places,
    acrossPhases,
    acrossSign,
    signal,
    rows,
    columns,
    rowCorrection,
    columnCorrection,
    image,
  );
}
