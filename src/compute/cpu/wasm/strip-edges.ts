// Where the edges of channels cross lines of pixels (AssemblyScript), for what channels see of an image by the distance-driven
// method and for the transpose; the formula is that of src/kernels/strip.ts.
//
// Sums of a line's pixels from its beginning on, linear in between, are what lies before an edge; so what lies between two
// edges is the difference of two samples, and neighbouring channels share one. Four lines are handled at once. Edges are
// counted from the beginning of the first pixel, in pixels, and kept between that and the end of the last, in double precision.

/** A stretch is no narrower, in pixels. */
export const LEAST_WIDTH: f64 = 1.0 / 1024.0;
/** 1.5·2⁵²: added to a number it leaves the nearest whole one in the last bits. */
const ROUNDING: f64 = 6755399441055744.0;

/** The edges between which channels may see anything of four lines, the last included. */
export let firstEdge: i32 = 0;
export let lastEdge: i32 = 0;

/** Bytes from line to line. */
@inline
export function bytesPerLine(width: i32): i32 {
  return (width + 2) << 2;
}

/** Finds `firstEdge` and `lastEdge`. All edges meet in a point, so that along a line they follow each other one way. */
export function findEdges(starts: usize, steps: usize, channels: i32, line: i32, width: i32): void {
  firstEdge = channels;
  lastEdge = 0;
  for (let end = line; end < line + 4; end += 3) {
    const isRising = at(starts, steps, channels, end) >= at(starts, steps, 0, end);
    const before = isRising ? 0.0 : <f64>width;
    firstEdge = min(firstEdge, max(0, edgesBefore(starts, steps, channels, end, before, isRising) - 1));
    const behind = isRising ? <f64>width : 0.0;
    lastEdge = max(lastEdge, min(channels, edgesBefore(starts, steps, channels, end, behind, isRising)));
  }
}

@inline
function at(starts: usize, steps: usize, edge: i32, line: i32): f64 {
  const bytes = <usize>edge << 3;
  return load<f64>(starts + bytes) + <f64>line * load<f64>(steps + bytes);
}

/** How many edges lie before a place, or at it, in the sense in which they follow each other. */
function edgesBefore(starts: usize, steps: usize, channels: i32, line: i32, place: f64, isRising: bool): i32 {
  let low = 0;
  let high = channels + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const position = at(starts, steps, middle, line);
    if (isRising ? position <= place : position >= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where an edge crosses two lines. */
@inline
export function onLines(starts: usize, steps: usize, edge: i32, lines: v128): v128 {
  const bytes = <usize>edge << 3;
  return f64x2.add(v128.load64_splat(starts + bytes), f64x2.mul(lines, v128.load64_splat(steps + bytes)));
}

/** The same kept on the lines. */
@inline
export function kept(positions: v128, width: v128): v128 {
  return f64x2.pmin(f64x2.pmax(positions, f64x2.splat(0)), width);
}

/** The parts of pixels that lie before four positions, 0 … 1. */
@inline
export function fractions(first: v128, second: v128): v128 {
  return single(f64x2.sub(first, f64x2.floor(first)), f64x2.sub(second, f64x2.floor(second)));
}

/** The addresses of the sums before the pixels of four positions. @param lines addresses of the lines */
@inline
export function addresses(first: v128, second: v128, lines: v128): v128 {
  const rounding = f64x2.splat(ROUNDING);
  const one = f64x2.add(f64x2.floor(first), rounding);
  const other = f64x2.add(f64x2.floor(second), rounding);
  return i32x4.add(lines, i32x4.shl(v128.shuffle<i32>(one, other, 0, 2, 4, 6), 2));
}

/** Four numbers of single precision. */
@inline
export function single(first: v128, second: v128): v128 {
  return v128.shuffle<f32>(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(second), 0, 1, 4, 5);
}

/** Which of four stretches are too narrow. */
@inline
export function areNarrow(widths: v128): v128 {
  return f32x4.lt(f32x4.abs(widths), f32x4.splat(<f32>LEAST_WIDTH));
}
