// Takes one row from every view, in place. One invocation per reading; sinogram [views, channels]; row [channels].
// TypeScript twin: src/kernels/subtract-row/plain.ts.

struct ViewsParameters {
  views: u32,
  channels: u32,
  share: f32,             // what a view counts in a mean
}

@group(0) @binding(0) var<uniform> parameters: ViewsParameters;
@group(0) @binding(1) var<storage, read> row: array<f32>;
@group(0) @binding(2) var<storage, read_write> sinogram: array<f32>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < parameters.channels && id.y < parameters.views) {
    sinogram[id.y * parameters.channels + id.x] -= row[id.x];
  }
}
