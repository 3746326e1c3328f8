// The largest magnitude of an array, as the bits of an f32: for numbers that are not negative, the order of the bits is
// the order of the numbers, and integers have an atomic maximum where floats have none. Each workgroup finds its own first, so
// that few wait for one another.

@group(0) @binding(0) var<storage, read> values: array<f32>;
@group(0) @binding(1) var<storage, read_write> largest: array<atomic<u32>>;
@group(0) @binding(2) var<uniform> parameters: MagnitudeParameters;

struct MagnitudeParameters {
  length: u32,
  stride: u32,            // number of invocations: each takes every stride-th value
}

var<workgroup> ofGroup: atomic<u32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(local_invocation_index) local: u32) {
  var most = 0.0;
  for (var i = id.x; i < parameters.length; i += parameters.stride) {
    most = max(most, abs(values[i]));
  }
  atomicMax(&ofGroup, bitcast<u32>(most));
  workgroupBarrier();
  if (local == 0u) {
    atomicMax(&largest[0], atomicLoad(&ofGroup));
  }
}
