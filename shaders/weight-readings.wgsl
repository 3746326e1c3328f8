// Readings times their weights: out(v, k) = weight(k) · redundancy(v, k) · sinogram(v, k).
//
// One invocation per reading. sinogram, out [views, channels]. TypeScript twin: src/kernels/weight-readings/plain.ts.

struct WeightParameters {
  isShort: u32,           // 1: lines measured twice share their weight
  halfExcessRad: f32,     // half of what the arc has beyond half a turn
  groups: u32,            // how many parts of the turn the views stand for, where these are several
}

struct WeightedChannel {
  weight: f32,
  fanAngleRad: f32,       // in the direction that the source runs
}

@group(0) @binding(0) var<uniform> scan: ScanParameters;
@group(0) @binding(1) var<uniform> parameters: WeightParameters;
@group(0) @binding(2) var<storage, read> elapsedRad: array<f32>;
@group(0) @binding(3) var<storage, read> channels: array<WeightedChannel>;
@group(0) @binding(4) var<storage, read> sinogram: array<f32>;
@group(0) @binding(5) var<storage, read_write> out: array<f32>;
@group(0) @binding(6) var<storage, read> groups: array<vec2f>;       // where each begins, and how wide it is

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

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let view = scan.firstView + id.y;
  if (id.x >= scan.channels || view >= scan.endView) {
    return;
  }
  let channel = channels[id.x];
  var weight = channel.weight;
  if (parameters.groups > 0u) {
    weight *= groupWeight(elapsedRad[view], channel.fanAngleRad);
  } else if (parameters.isShort == 1u) {
    weight *= redundancyWeight(elapsedRad[view], channel.fanAngleRad, parameters.halfExcessRad);
  }
  let at = (view - scan.firstRow) * scan.channels + id.x;
  out[at] = weight * sinogram[at];
}
