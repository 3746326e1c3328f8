// Takes what each pixel has from every view, in place. One invocation per reading; sinogram [views · detector rows,
// channels]; row [detector rows, channels]. TypeScript twin: src/kernels/subtract-row/plain.ts.

struct PixelsParameters {
  rows: u32,              // of the bound sinogram
  channels: u32,
  detectorRows: u32,
  firstDetectorRow: u32,  // that the bound sinogram begins with
  share: f32,             // what a view counts in a mean
}

@group(0) @binding(0) var<uniform> parameters: PixelsParameters;
@group(0) @binding(1) var<storage, read> row: array<f32>;
@group(0) @binding(2) var<storage, read_write> sinogram: array<f32>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let channels = parameters.channels;
  if (id.x < channels && id.y < parameters.rows) {
    let detectorRow = (parameters.firstDetectorRow + id.y) % parameters.detectorRows;
    sinogram[id.y * channels + id.x] -= row[detectorRow * channels + id.x];
  }
}
