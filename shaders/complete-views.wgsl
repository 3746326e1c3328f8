// Views of a completed scan. The line of the view β and the fan angle γ is that of the view β + π − 2γ and −γ too, seen from
// its other side; γ = 0 for parallel rays. A line is taken as its own view measured it, or from its other side, or both, and
// what neither has measured lies between the lines next to it.
//
// Views at one angle form a stop, and take turns; stops are found by how far they stand along the turn, between two of them
// readings are interpolated linearly, between channels by cubic convolution (Keys 1981, doi
// 10.1109/TASSP.1981.1163711). One invocation per reading. Of a sinogram in several bands, one dispatch adds what the
// readings of one band make; readings in others count as 0 there. sinogram [endReadingRow − firstReadingRow, measured
// channels]; out [views, channels]. TypeScript twin: src/kernels/complete-views/plain.ts.

struct CompletionParameters {
  firstView: u32,         // this dispatch handles views firstView … endView − 1
  endView: u32,
  firstRow: u32,          // the view that the bound part of `out` begins with
  channels: u32,          // of the completed scan
  measuredViews: u32,     // these come first
  measuredChannels: u32,
  stops: u32,
  seenBeyondRad: f32,     // how far beyond the edges of a gap lines still count as measured
  firstReadingRow: u32,   // the bound sinogram holds views firstReadingRow … endReadingRow − 1
  endReadingRow: u32,
}

struct CompletionView {
  elapsedRad: f32,        // along the turn
  turn: u32,              // which of the views at its stop
}

struct CompletionStop {
  elapsedRad: f32,
  first: u32,             // its first view in viewsInOrder
  views: u32,
  isOpen: u32,            // 1: what lies between it and the next one was not measured
}

// Where a channel lies on the detector that there is, and what either side counts for; −1 where it cannot see the line.
struct CompletionChannel {
  across: vec2f,          // whole and fraction
  own: u32,
  fanAngleRad: f32,
  ownShare: f32,
  acrossShare: f32,
}

@group(0) @binding(0) var<uniform> parameters: CompletionParameters;
@group(0) @binding(1) var<storage, read> views: array<CompletionView>;
@group(0) @binding(2) var<storage, read> stops: array<CompletionStop>;
@group(0) @binding(3) var<storage, read> viewsInOrder: array<u32>;
@group(0) @binding(4) var<storage, read> channels: array<CompletionChannel>;
@group(0) @binding(5) var<storage, read> sinogram: array<f32>;
@group(0) @binding(6) var<storage, read_write> out: array<f32>;

const TURN = 6.28318531;

// Two stops next to each other, and how far it is from the one below, and from the one below to the one above.
struct Between {
  below: u32,
  above: u32,
  distanceRad: f32,
  widthRad: f32,
  isGap: bool,            // whether nothing was measured there
}

fn between(elapsedRad: f32) -> Between {
  var low = 0u;
  var high = parameters.stops;
  while (high - low > 1u) {
    let middle = (low + high) / 2u;
    if (stops[middle].elapsedRad <= elapsedRad) {
      low = middle;
    } else {
      high = middle;
    }
  }
  let stop = stops[low];
  var above = 0u;
  var end = TURN;
  if (high < parameters.stops) {
    above = high;
    end = stops[high].elapsedRad;
  }
  let distance = elapsedRad - stop.elapsedRad;
  let width = end - stop.elapsedRad;
  let isGap = stop.isOpen == 1u && min(distance, width - distance) > parameters.seenBeyondRad;
  return Between(low, above, distance, width, isGap);
}

fn readingAt(view: u32, channel: i32) -> f32 {
  if (view < parameters.firstReadingRow || view >= parameters.endReadingRow) {
    return 0.0;
  }
  let within = clamp(channel, 0, i32(parameters.measuredChannels) - 1);
  return sinogram[(view - parameters.firstReadingRow) * parameters.measuredChannels + u32(within)];
}

// A view between its channels.
fn inView(view: u32, position: vec2f) -> f32 {
  let below = i32(position.x);
  let t = position.y;
  return 0.5 * t * (t * (2.0 - t) - 1.0) * readingAt(view, below - 1)
    + 0.5 * (t * t * (3.0 * t - 5.0) + 2.0) * readingAt(view, below)
    + 0.5 * t * (t * (4.0 - 3.0 * t) + 1.0) * readingAt(view, below + 1)
    + 0.5 * t * t * (t - 1.0) * readingAt(view, below + 2);
}

fn atStop(index: u32, turn: u32, position: vec2f) -> f32 {
  let stop = stops[index];
  return inView(viewsInOrder[stop.first + turn % stop.views], position);
}

fn alongTurn(place: Between, turn: u32, position: vec2f) -> f32 {
  let part = place.distanceRad / place.widthRad;
  return mix(atStop(place.below, turn, position), atStop(place.above, turn, position), part);
}

fn line(index: u32, channel: CompletionChannel) -> f32 {
  let ownPosition = vec2f(f32(channel.own), 0.0);
  let isMeasured = index < parameters.measuredViews;
  if (isMeasured && channel.ownShare == 1.0) {
    return readingAt(index, i32(channel.own));
  }
  let view = views[index];
  let own = between(view.elapsedRad);
  let opposite = view.elapsedRad + 0.5 * TURN - 2.0 * channel.fanAngleRad;
  let across = between(opposite - TURN * floor(opposite / TURN));
  let sees = channel.ownShare >= 0.0 && (isMeasured || !own.isGap);
  let seesAcross = channel.acrossShare >= 0.0 && !across.isGap;
  if (sees || channel.acrossShare < 0.0) {
    var reading: f32;
    if (isMeasured) {
      reading = readingAt(index, i32(channel.own));
    } else {
      reading = alongTurn(own, view.turn, ownPosition);
    }
    if (!seesAcross) {
      return reading;
    }
    return channel.ownShare * reading + channel.acrossShare * alongTurn(across, view.turn, channel.across);
  }
  if (seesAcross || channel.ownShare < 0.0) {
    return alongTurn(across, view.turn, channel.across);
  }
  // Between the lines that are nearest on either side of what was not measured.
  let ownRest = own.widthRad - own.distanceRad;
  let acrossRest = across.widthRad - across.distanceRad;
  var lower: f32;
  if (own.distanceRad <= across.distanceRad) {
    lower = atStop(own.below, view.turn, ownPosition);
  } else {
    lower = atStop(across.below, view.turn, channel.across);
  }
  var upper: f32;
  if (ownRest < acrossRest) {
    upper = atStop(own.above, view.turn, ownPosition);
  } else {
    upper = atStop(across.above, view.turn, channel.across);
  }
  let fromLower = min(own.distanceRad, across.distanceRad);
  return mix(lower, upper, fromLower / (fromLower + min(ownRest, acrossRest)));
}

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let view = parameters.firstView + id.y;
  if (id.x >= parameters.channels || view >= parameters.endView) {
    return;
  }
  let place = (view - parameters.firstRow) * parameters.channels + id.x;
  var value = line(view, channels[id.x]);
  if (parameters.firstReadingRow > 0u) {
    value += out[place];
  }
  out[place] = value;
}
