// What channels see of an image by the distance-driven method (AssemblyScript); see strip-edges.ts.

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
 * @param before sums of each line's pixels from its beginning on, f32[lines + 3, width + 2]
 * @param starts, steps where edges cross line 0, and how far they move from line to line, f64[channels + 1]
 * @param sums f32[channels, 4], added to: the means over the channels' stretches, four lines side by side
 */
export function scanStrips(
  before: usize,
  lines: i32,
  width: i32,
  starts: usize,
  steps: usize,
  channels: i32,
  sums: usize,
): void {
  const stride = bytesPerLine(width);
  const end = f64x2.splat(<f64>width);
  for (let line: i32 = 0; line < lines; line += 4) {
    findEdges(starts, steps, channels, line, width);
    const last = lastEdge;
    const lines01 = f64x2(<f64>line, <f64>(line + 1));
    const lines23 = f64x2(<f64>(line + 2), <f64>(line + 3));
    const ofLines = i32x4.add(i32x4.splat(<i32>before + line * stride), i32x4(0, stride, 2 * stride, 3 * stride));
    let from01 = onLines(starts, steps, firstEdge, lines01);
    let from23 = onLines(starts, steps, firstEdge, lines23);
    let beforeFrom = sumsBefore(kept(from01, end), kept(from23, end), ofLines);
    for (let channel = firstEdge; channel < last; channel++) {
      const to01 = onLines(starts, steps, channel + 1, lines01);
      const to23 = onLines(starts, steps, channel + 1, lines23);
      const beforeTo = sumsBefore(kept(to01, end), kept(to23, end), ofLines);
      const widths = single(f64x2.sub(to01, from01), f64x2.sub(to23, from23));
      let means = f32x4.div(f32x4.sub(beforeTo, beforeFrom), widths);
      const narrow = areNarrow(widths);
      const sum = sums + (<usize>channel << 4);
      if (v128.any_true(narrow)) {
        means = v128.andnot(means, narrow);
        const ofOne = <f32>narrowMeans(narrow, starts, steps, channel, line, <usize>(<i32>before + line * stride), width);
        store<f32>(sum, load<f32>(sum) + ofOne);
      }
      v128.store(sum, f32x4.add(v128.load(sum), means));
      from01 = to01;
      from23 = to23;
      beforeFrom = beforeTo;
    }
  }
}

/** What lies before four positions of as many lines. */
@inline
function sumsBefore(first: v128, second: v128, lines: v128): v128 {
  const at = addresses(first, second, lines);
  let pair01 = v128.load64_zero(<usize>i32x4.extract_lane(at, 0));
  let pair23 = v128.load64_zero(<usize>i32x4.extract_lane(at, 2));
  pair01 = v128.load64_lane(<usize>i32x4.extract_lane(at, 1), pair01, 1);
  pair23 = v128.load64_lane(<usize>i32x4.extract_lane(at, 3), pair23, 1);
  const left = v128.shuffle<f32>(pair01, pair23, 0, 2, 4, 6);
  const right = v128.shuffle<f32>(pair01, pair23, 1, 3, 5, 7);
  return f32x4.add(left, f32x4.mul(fractions(first, second), f32x4.sub(right, left)));
}

/** The means over those of four stretches that are too narrow, as ones of the least width, together. */
function narrowMeans(
  narrow: v128,
  starts: usize,
  steps: usize,
  channel: i32,
  line: i32,
  at: usize,
  width: i32,
): f64 {
  const edge = <usize>channel << 3;
  const bits = i32x4.bitmask(narrow);
  let sum: f64 = 0;
  for (let i: i32 = 0; i < 4; i++) {
    if (!(bits & (1 << i))) continue;
    const from = load<f64>(starts + edge) + <f64>(line + i) * load<f64>(steps + edge);
    const to = load<f64>(starts + edge, 8) + <f64>(line + i) * load<f64>(steps + edge, 8);
    const middle = 0.5 * (from + to);
    const ofLine = at + <usize>(i * bytesPerLine(width));
    sum += sumBefore(ofLine, middle + 0.5 * LEAST_WIDTH, width) - sumBefore(ofLine, middle - 0.5 * LEAST_WIDTH, width);
  }
  return sum / LEAST_WIDTH;
}

function sumBefore(line: usize, position: f64, width: i32): f64 {
  const on = min(max(position, 0.0), <f64>width);
  const at = line + (<usize>(<i32>floor(on)) << 2);
  const left = <f64>load<f32>(at);
  return left + (on - floor(on)) * (<f64>load<f32>(at, 4) - left);
}
