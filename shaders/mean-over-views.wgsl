// Adds to the mean of each channel over all views what these views count in it. One invocation per channel;
// sinogram [views, channels]; means [channels].
// TypeScript twin: src/kernels/mean-over-views/plain.ts.

struct ViewsParameters {
  views: u32,
  channels: u32,
  share: f32,             // what a view counts in a mean
}

@group(0) @binding(0) var<uniform> parameters: ViewsParameters;
@group(0) @binding(1) var<storage, read> sinogram: array<f32>;
@group(0) @binding(2) var<storage, read_write> means: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= parameters.channels) {
    return;
  }
  var sum = 0.0;
  for (var view = 0u; view < parameters.views; view++) {
    sum += sinogram[view * parameters.channels + id.x];
  }
  means[id.x] += sum * parameters.share;
}
