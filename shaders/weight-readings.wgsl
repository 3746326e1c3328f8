// Readings times their weights: out(v, j, k) = weight(k) · redundancy(v, k) · cosκ(j, k) · sinogram(v, j, k), κ the angle by
// which the ray of detector row j and channel k leaves the plane that the source turns in: tanκ = height(j) · steepness(k).
//
// Of a panel that need not stand across the central ray, in cosκ's place: (ahead(v) + across(v) · x)/√(h(v)² + x² + height(j)²),
// the cosine between the ray and a direction, x = place(k) − foot(v).
//
// One invocation per weighted reading. sinogram [views × detector rows, measured channels], out [views × detector rows,
// channels], 0 where channels were added. TypeScript twin: src/kernels/weight-readings/plain.ts.

struct WeightParameters {
  leadChannels: u32,      // channels of out before the first that was measured
  measuredChannels: u32,
  firstOutRow: u32,       // of the band that is written to
  isShort: u32,           // 1: lines measured twice share their weight
  halfExcessRad: f32,     // half of what the arc has beyond half a turn
  groups: u32,            // how many parts of the turn the views stand for, where these are several
  detectorRows: u32,
  isSquared: u32,         // 1: readings count the square of the cosine
  isHelix: u32,           // 1: readings half a turn apart are interpolated between
  sliceAtRad: f32,        // where on its path the source is as high as the slice
  isSlanted: u32,         // 1: the panel need not stand across the central ray
}

struct WeightedChannel {
  weight: f32,
  fanAngleRad: f32,       // in the direction that the source runs
  steepness: f32,
  placeMm: f32,           // along the panel
}

struct SlantedView {
  footMm: f32,            // the place on the panel that is straight opposite the source
  heightMm: f32,          // how far that is from the source
  ahead: f32,             // what the direction has along the height, times it
  across: f32,            // and along the panel
}

@group(0) @binding(0) var<uniform> scan: ScanParameters;
@group(0) @binding(1) var<uniform> parameters: WeightParameters;
@group(0) @binding(2) var<storage, read> elapsedRad: array<f32>;
@group(0) @binding(3) var<storage, read> channels: array<WeightedChannel>;
@group(0) @binding(4) var<storage, read> sinogram: array<f32>;
@group(0) @binding(5) var<storage, read_write> out: array<f32>;
@group(0) @binding(6) var<storage, read> groups: array<vec2f>;       // where each begins, and how wide it is
@group(0) @binding(7) var<storage, read> heights: array<f32>;        // of the detector rows
@group(0) @binding(8) var<storage, read> slants: array<SlantedView>; // [views]

// sin² of how deep in its group a place on the turn is: src/kernels/weight-readings/group-weight.ts says why.
fn depthInGroups(angleRad: f32) -> f32 {
  let turn = 6.28318531;
  for (var i = 0u; i < parameters.groups; i++) {
    let width = groups[i].y;
    let offset = angleRad - groups[i].x;
    let along = offset - turn * floor(offset / turn);
    if (along < width) {
      return smoothRise(clamp(min(along, width - along) / min(0.5 * width, 0.34906585), 0.0, 1.0));
    }
  }
  return 0.0;
}

fn groupWeight(elapsedRad: f32, fanAngleRad: f32) -> f32 {
  let own = depthInGroups(elapsedRad);
  let across = depthInGroups(elapsedRad + 3.14159265 - 2.0 * fanAngleRad);
  if (across > 0.0) {
    return 2.0 * own / (own + across);
  }
  return 2.0;
}

// The linear interpolation between the readings of a line from both sides: src/kernels/half-turn-weight.ts.
fn halfTurnWeight(elapsedRad: f32, fanAngleRad: f32) -> f32 {
  let ahead = parameters.sliceAtRad - elapsedRad;
  let toOther = 3.14159265 - 2.0 * select(fanAngleRad, -fanAngleRad, ahead < 0.0);
  return 2.0 * max(0.0, 1.0 - abs(ahead) / toOther);
}

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = scan.firstView + id.y;
  if (id.x >= scan.channels || row >= scan.endView) {
    return;
  }
  let view = row / parameters.detectorRows;
  let place = (row - parameters.firstOutRow) * scan.channels + id.x;
  let measured = i32(id.x) - i32(parameters.leadChannels);
  if (measured < 0 || measured >= i32(parameters.measuredChannels)) {
    out[place] = 0.0;
    return;
  }
  let channel = channels[id.x];
  var weight = channel.weight;
  if (parameters.isHelix == 1u) {
    weight *= halfTurnWeight(elapsedRad[view], channel.fanAngleRad);
  } else if (parameters.groups > 0u) {
    weight *= groupWeight(elapsedRad[view], channel.fanAngleRad);
  } else if (parameters.isShort == 1u) {
    weight *= redundancyWeight(elapsedRad[view], channel.fanAngleRad, parameters.halfExcessRad);
  }
  let height = heights[row - view * parameters.detectorRows];
  let slope = height * channel.steepness;
  var cosine = inverseSqrt(1.0 + slope * slope);
  if (parameters.isSlanted == 1u) {
    let slant = slants[view];
    let x = channel.placeMm - slant.footMm;
    cosine = (slant.ahead + slant.across * x) * inverseSqrt(slant.heightMm * slant.heightMm + x * x + height * height);
  }
  weight *= select(cosine, cosine * cosine, parameters.isSquared == 1u);
  out[place] = weight * sinogram[(row - scan.firstRow) * parameters.measuredChannels + u32(measured)];
}
