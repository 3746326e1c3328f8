// Which part of a stretch between two places on a line of pixels each pixel covers. TypeScript twin: src/kernels/strip.ts.

// In pixels from the middle of the first.
struct Stretch {
  start: f32,
  end: f32,
  perPixel: f32,
}

// A stretch is no narrower, in pixels: where all edges meet, in the source, they would have no width to share out.
const LEAST_WIDTH = 1.0 / 1024.0;

// @param one, other the two places, in any order
fn stretchBetween(one: f32, other: f32) -> Stretch {
  let width = max(abs(other - one), LEAST_WIDTH);
  let start = 0.5 * (one + other - width);
  return Stretch(start, start + width, 1.0 / width);
}

fn partCovered(stretch: Stretch, position: f32) -> f32 {
  let covered = min(stretch.end, position + 0.5) - max(stretch.start, position - 0.5);
  return max(0.0, covered) * stretch.perPixel;
}

// The first of so many pixels that a stretch may cover, and the one behind the last; also where these are too large for a
// whole number.
fn firstCovered(stretch: Stretch, positions: u32) -> u32 {
  return u32(clamp(floor(stretch.start + 0.5), 0.0, f32(positions)));
}

fn endCovered(stretch: Stretch, positions: u32) -> u32 {
  return u32(clamp(floor(stretch.end + 0.5) + 1.0, 0.0, f32(positions)));
}
