// Line integrals averaged with n neighbours to each side where they are above n of the thresholds: the fewer photons a
// reading has left, the wider. One invocation per reading; lineIntegrals, out [views, channels]; thresholds ascending.
// TypeScript twin: src/kernels/smooth-starved/plain.ts.

struct SmoothParameters {
  views: u32,
  channels: u32,
  thresholdCount: u32,
}

@group(0) @binding(0) var<uniform> parameters: SmoothParameters;
@group(0) @binding(1) var<storage, read> thresholds: array<f32>;
@group(0) @binding(2) var<storage, read> lineIntegrals: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= parameters.channels || id.y >= parameters.views) {
    return;
  }
  let row = id.y * parameters.channels;
  let own = lineIntegrals[row + id.x];
  var neighbours = 0u;
  for (var n = 0u; n < parameters.thresholdCount; n++) {
    neighbours += select(0u, 1u, own > thresholds[n]);
  }
  let first = max(id.x, neighbours) - neighbours;
  let last = min(parameters.channels - 1u, id.x + neighbours);
  var sum = 0.0;
  for (var channel = first; channel <= last; channel++) {
    sum += lineIntegrals[row + channel];
  }
  out[row + id.x] = sum / f32(last - first + 1u);
}
