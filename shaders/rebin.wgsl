// Parallel views from a fan's sinogram. The line (θ, u) is a ray at the fan angle γ = asin(u/D), and from the other side
// one at −γ for θ + π; channel k measures lines of the angle θ in the view at β = θ + γ_k. Readings are interpolated
// linearly between two views, and between channels by cubic convolution (Keys 1981, doi 10.1109/TASSP.1981.1163711) or,
// where the channels of both sides stand between each other, linearly in their common row.
//
// Positions are counted in views from the first one and kept as a whole number and a fraction, since f32 alone
// would blur thousands of views. One invocation per reading. Of a sinogram in several bands, one dispatch adds what the
// readings of one band make; readings in others count as 0 there. sinogram [endReadingRow − firstReadingRow, fan
// channels]; out [parallel views, parallel channels]. TypeScript twin: src/kernels/rebin/plain.ts.

struct RebinParameters {
  viewsPerTurn: vec2f,    // whole and fraction
  firstView: u32,         // this dispatch handles parallel views firstView … endView − 1
  endView: u32,
  firstRow: u32,          // the view that the bound part of `out` begins with
  channels: u32,          // of the parallel scan
  fanViews: u32,
  fanChannels: u32,
  stepRad: f32,
  halfExcessRad: f32,
  isShort: u32,           // 1: the arc is less than a turn
  interleaves: u32,
  firstReadingRow: u32,   // the bound sinogram holds fan views firstReadingRow … endReadingRow − 1
  endReadingRow: u32,
}

// The positions of a parallel view's angle θ and of θ + π, as whole and fraction.
struct RebinView {
  direct: vec2f,
  opposite: vec2f,
}

// The fan's channels that see a parallel channel from either side, as whole and fraction.
struct RebinChannel {
  direct: vec2f,
  opposite: vec2f,
  fanAngleRad: f32,
}

@group(0) @binding(0) var<uniform> parameters: RebinParameters;
@group(0) @binding(1) var<storage, read> views: array<RebinView>;
@group(0) @binding(2) var<storage, read> channels: array<RebinChannel>;
@group(0) @binding(3) var<storage, read> shifts: array<vec2f>;       // what a fan channel's angle adds to a position
@group(0) @binding(4) var<storage, read> sinogram: array<f32>;
@group(0) @binding(5) var<storage, read_write> out: array<f32>;

fn readingAt(fanView: i32, channel: i32) -> f32 {
  let row = u32(fanView);
  if (row < parameters.firstReadingRow || row >= parameters.endReadingRow) {
    return 0.0;
  }
  return sinogram[(row - parameters.firstReadingRow) * parameters.fanChannels + u32(channel)];
}

// A channel's reading of lines of one angle, between the two views next to the one it sees them in.
fn betweenViews(base: vec2f, channel: i32) -> f32 {
  let turn = parameters.viewsPerTurn;
  var whole = base.x + shifts[channel].x;
  var fraction = base.y + shifts[channel].y;
  if (whole + fraction < 0.0) {
    whole += turn.x;
    fraction += turn.y;
  } else if (whole + fraction >= turn.x + turn.y) {
    whole -= turn.x;
    fraction -= turn.y;
  }
  whole += floor(fraction);
  fraction -= floor(fraction);
  let count = i32(parameters.fanViews);
  var below = i32(whole);
  var above = below + 1;
  if (parameters.isShort == 1u) {
    if (below >= count && 2.0 * (whole + fraction) > turn.x + turn.y + f32(count)) {
      below = 0;
      above = 0;
    }
    below = clamp(below, 0, count - 1);
    above = clamp(above, 0, count - 1);
  } else {
    below = (below + count) % count;
    above = (above + count) % count;
  }
  return mix(readingAt(below, channel), readingAt(above, channel), fraction);
}

fn measuredShare(base: vec2f, fanAngleRad: f32) -> f32 {
  if (parameters.isShort == 0u) {
    return 1.0;
  }
  let turn = 6.28318531;
  // The arc begins half a step before its first view.
  var elapsed = (base.x + base.y + 0.5) * parameters.stepRad + fanAngleRad;
  elapsed -= turn * floor(elapsed / turn);
  if (elapsed >= 3.14159265 + 2.0 * parameters.halfExcessRad) {
    return 0.0;
  }
  return redundancyWeight(elapsed, fanAngleRad, parameters.halfExcessRad);
}

// A line as one side measures it, times what that side counts for; and what it counts for.
fn fromOneSide(base: vec2f, position: vec2f, fanAngleRad: f32) -> vec2f {
  let last = i32(parameters.fanChannels) - 1;
  let below = i32(position.x);
  if (below < 0 || below > last || (below == last && position.y > 0.0)) {
    return vec2f(0.0);
  }
  let weight = measuredShare(base, fanAngleRad);
  if (weight <= 0.0) {
    return vec2f(0.0);
  }
  let t = position.y;
  let sum = 0.5 * t * (t * (2.0 - t) - 1.0) * betweenViews(base, max(below - 1, 0))
    + 0.5 * (t * t * (3.0 * t - 5.0) + 2.0) * betweenViews(base, below)
    + 0.5 * t * (t * (4.0 - 3.0 * t) + 1.0) * betweenViews(base, min(below + 1, last))
    + 0.5 * t * t * (t - 1.0) * betweenViews(base, min(below + 2, last));
  return vec2f(weight * sum, weight);
}

fn orZero(base: vec2f, channel: i32) -> f32 {
  if (channel < 0 || channel >= i32(parameters.fanChannels)) {
    return 0.0;
  }
  return betweenViews(base, channel);
}

// The nearest channel on either side of the line, whichever side of the patient it looks from. Seen from the other side
// channels run the other way.
fn interleaved(view: RebinView, channel: RebinChannel) -> f32 {
  let below = i32(channel.direct.x);
  let across = i32(channel.opposite.x);
  let t = channel.direct.y;
  let s = channel.opposite.y;
  var lower: f32;
  if (t <= 1.0 - s) {
    lower = orZero(view.direct, below);
  } else {
    lower = orZero(view.opposite, across + 1);
  }
  var upper: f32;
  if (1.0 - t <= s) {
    upper = orZero(view.direct, below + 1);
  } else {
    upper = orZero(view.opposite, across);
  }
  let distance = min(t, 1.0 - s);
  let gap = distance + min(1.0 - t, s);
  if (gap <= 0.0) {
    return lower;
  }
  return mix(lower, upper, distance / gap);
}

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = parameters.firstView + id.y;
  if (id.x >= parameters.channels || row >= parameters.endView) {
    return;
  }
  let view = views[row];
  let channel = channels[id.x];
  var value = 0.0;
  if (parameters.interleaves == 1u) {
    value = interleaved(view, channel);
  } else {
    let sides = fromOneSide(view.direct, channel.direct, channel.fanAngleRad)
      + fromOneSide(view.opposite, channel.opposite, -channel.fanAngleRad);
    if (sides.y > 0.0) {
      value = sides.x / sides.y;
    }
  }
  let place = (row - parameters.firstRow) * parameters.channels + id.x;
  if (parameters.firstReadingRow > 0u) {
    value += out[place];
  }
  out[place] = value;
}
