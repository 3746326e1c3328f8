// The transpose of scan-strips.ts (AssemblyScript): what a channel has read goes to the end of its stretch and is taken away
// again at its beginning, each to the two sums next to the edge. The sums of all that stands behind a pixel's beginning are then
// what the pixel gets.

import {
  addresses,
  areNarrow,
  bytesPerLine,
  findEdges,
  firstEdge,
  fractions,
  kept,
  LEAST_WIDTH,
  lastEdge,
  onLines,
  single,
} from './strip-edges';

/**
 * @param behind f32[lines + 3, width + 2], added to
 * @param starts, steps where edges cross line 0, and how far they move from line to line, f64[channels + 1]
 * @param readings f32[channels], times the length of ray per line
 */
export function spreadStrips(
  behind: usize,
  lines: i32,
  width: i32,
  starts: usize,
  steps: usize,
  channels: i32,
  readings: usize,
): void {
  const stride = bytesPerLine(width);
  const end = f64x2.splat(<f64>width);
  for (let line: i32 = 0; line < lines; line += 4) {
    findEdges(starts, steps, channels, line, width);
    const last = lastEdge;
    if (firstEdge >= last) continue;
    const lines01 = f64x2(<f64>line, <f64>(line + 1));
    const lines23 = f64x2(<f64>(line + 2), <f64>(line + 3));
    const first = <i32>behind + line * stride;
    const ofLines = i32x4.add(i32x4.splat(first), i32x4(0, stride, 2 * stride, 3 * stride));
    let from01 = onLines(starts, steps, firstEdge, lines01);
    let from23 = onLines(starts, steps, firstEdge, lines23);
    let ofOneBefore = f32x4.splat(0);
    for (let channel = firstEdge; channel < last; channel++) {
      const to01 = onLines(starts, steps, channel + 1, lines01);
      const to23 = onLines(starts, steps, channel + 1, lines23);
      const reading = readings + (<usize>channel << 2);
      const widths = single(f64x2.sub(to01, from01), f64x2.sub(to23, from23));
      let perPixel = f32x4.div(v128.load32_splat(reading), widths);
      const narrow = areNarrow(widths);
      if (v128.any_true(narrow)) {
        perPixel = v128.andnot(perPixel, narrow);
        spreadNarrow(narrow, starts, steps, channel, line, <usize>first, width, load<f32>(reading));
      }
      addAt(kept(from01, end), kept(from23, end), ofLines, f32x4.sub(ofOneBefore, perPixel));
      ofOneBefore = perPixel;
      from01 = to01;
      from23 = to23;
    }
    addAt(kept(from01, end), kept(from23, end), ofLines, ofOneBefore);
  }
}

/** Adds to the two sums next to each of four positions of as many lines. */
@inline
function addAt(first: v128, second: v128, lines: v128, values: v128): void {
  const at = addresses(first, second, lines);
  const right = f32x4.mul(fractions(first, second), values);
  const left = f32x4.sub(values, right);
  const at0 = <usize>i32x4.extract_lane(at, 0);
  const at1 = <usize>i32x4.extract_lane(at, 1);
  const at2 = <usize>i32x4.extract_lane(at, 2);
  const at3 = <usize>i32x4.extract_lane(at, 3);
  let pair01 = v128.load64_lane(at1, v128.load64_zero(at0), 1);
  let pair23 = v128.load64_lane(at3, v128.load64_zero(at2), 1);
  pair01 = f32x4.add(pair01, v128.shuffle<f32>(left, right, 0, 4, 1, 5));
  pair23 = f32x4.add(pair23, v128.shuffle<f32>(left, right, 2, 6, 3, 7));
  v128.store64_lane(at0, pair01, 0);
  v128.store64_lane(at1, pair01, 1);
  v128.store64_lane(at2, pair23, 0);
  v128.store64_lane(at3, pair23, 1);
}

/** Those of four stretches that are too narrow, as ones of the least width. */
function spreadNarrow(
  narrow: v128,
  starts: usize,
  steps: usize,
  channel: i32,
  line: i32,
  at: usize,
  width: i32,
  reading: f32,
): void {
  const edge = <usize>channel << 3;
  const bits = i32x4.bitmask(narrow);
  const perPixel = <f64>reading / LEAST_WIDTH;
  for (let i: i32 = 0; i < 4; i++) {
    if (!(bits & (1 << i))) continue;
    const from = load<f64>(starts + edge) + <f64>(line + i) * load<f64>(steps + edge);
    const to = load<f64>(starts + edge, 8) + <f64>(line + i) * load<f64>(steps + edge, 8);
    const middle = 0.5 * (from + to);
    const ofLine = at + <usize>(i * bytesPerLine(width));
    const above = min(max(middle + 0.5 * LEAST_WIDTH, 0.0), <f64>width);
    const below = min(max(middle - 0.5 * LEAST_WIDTH, 0.0), <f64>width);
    // Both are in one pixel or in neighbours; what one adds and the other takes away is far more than what is left.
    const pixel = floor(below);
    const at = ofLine + (<usize>(<i32>pixel) << 2);
    const inNext = max(0.0, above - pixel - 1.0);
    const inPixel = above - below - inNext;
    addOne(at, -perPixel * inPixel);
    addOne(at + 4, perPixel * (inPixel - inNext));
    if (inNext > 0) addOne(at + 8, perPixel * inNext);
  }
}

function addOne(at: usize, value: f64): void {
  store<f32>(at, <f32>(<f64>load<f32>(at) + value));
}
