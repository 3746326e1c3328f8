// Adds to the mean of each pixel over all views what these views count in it. One invocation per pixel, which is a channel in
// a row of the detector; sinogram [views · detector rows, channels]; means [detector rows, channels].
// TypeScript twin: src/kernels/mean-over-views/plain.ts.

struct PixelsParameters {
  rows: u32,              // of the bound sinogram
  channels: u32,
  detectorRows: u32,
  firstDetectorRow: u32,  // that the bound sinogram begins with
  share: f32,             // what a view counts in a mean
}

@group(0) @binding(0) var<uniform> parameters: PixelsParameters;
@group(0) @binding(1) var<storage, read> sinogram: array<f32>;
@group(0) @binding(2) var<storage, read_write> means: array<f32>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let channels = parameters.channels;
  let detectorRows = parameters.detectorRows;
  if (id.x >= channels || id.y >= detectorRows) {
    return;
  }
  var sum = 0.0;
  let first = (id.y + detectorRows - parameters.firstDetectorRow) % detectorRows;
  for (var row = first; row < parameters.rows; row += detectorRows) {
    sum += sinogram[row * channels + id.x];
  }
  means[id.y * channels + id.x] += sum * parameters.share;
}
