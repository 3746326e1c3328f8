// The sum of each view's readings, and their first moment about the middle of the detector: Σ_k p_k and
// Σ_k (k − (K−1)/2)·p_k. One invocation per view; sinogram [views, channels], the views of one band;
// moments [all views, 2].
// TypeScript twin: src/kernels/moments-of-views/plain.ts.

struct MomentsParameters {
  views: u32,
  channels: u32,
  firstView: u32,         // of the band
}

@group(0) @binding(0) var<uniform> parameters: MomentsParameters;
@group(0) @binding(1) var<storage, read> sinogram: array<f32>;
@group(0) @binding(2) var<storage, read_write> moments: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= parameters.views) {
    return;
  }
  let row = id.x * parameters.channels;
  let middle = 0.5 * f32(parameters.channels - 1u);
  var mass = 0.0;
  var moment = 0.0;
  for (var channel = 0u; channel < parameters.channels; channel++) {
    let reading = sinogram[row + channel];
    mass += reading;
    moment += (f32(channel) - middle) * reading;
  }
  let view = parameters.firstView + id.x;
  moments[2u * view] = mass;
  moments[2u * view + 1u] = moment;
}
