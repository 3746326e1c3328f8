// Readings times their weights: out(v, k) = weight(k) · redundancy(v, k) · sinogram(v, k).
//
// One invocation per reading. sinogram, out [views, channels]. TypeScript twin: src/operators/cpu/weight-readings.ts.

struct WeightParameters {
  isShort: u32,           // 1: lines measured twice share their weight
  halfExcessRad: f32,     // half of what the arc has beyond half a turn
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

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let view = scan.firstView + id.y;
  if (id.x >= scan.channels || view >= scan.endView) {
    return;
  }
  let channel = channels[id.x];
  var weight = channel.weight;
  if (parameters.isShort == 1u) {
    weight *= redundancyWeight(elapsedRad[view], channel.fanAngleRad, parameters.halfExcessRad);
  }
  let at = (view - scan.firstRow) * scan.channels + id.x;
  out[at] = weight * sinogram[at];
}
