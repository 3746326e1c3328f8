// The length of the gradient of every pixel, differences with the next pixel as in image-gradient.wgsl: their sum is the
// image's total variation.
//
// One invocation per pixel. image [allRows, columns]; lengths [rows, columns].
// TypeScript twin: src/kernels/variation/plain.ts.

struct VariationParameters {
  columns: u32,
  sliceRows: u32,      // rows of a slice
  allRows: u32,        // rows of all slices
  sliceSpacing: f32,   // in pixels
  firstRow: u32,       // this dispatch makes rows firstRow … endRow − 1
  endRow: u32,
  writtenRow: u32,     // that the bound part of `lengths` begins with
}

@group(0) @binding(0) var<uniform> parameters: VariationParameters;
@group(0) @binding(1) var<storage, read> image: array<f32>;
@group(0) @binding(2) var<storage, read_write> lengths: array<f32>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = parameters.firstRow + id.y;
  let column = id.x;
  if (column >= parameters.columns || row >= parameters.endRow) {
    return;
  }
  let place = row * parameters.columns + column;
  let own = image[place];
  var gradient = vec3f(0.0);
  if (column + 1u < parameters.columns) {
    gradient.x = image[place + 1u] - own;
  }
  if (row % parameters.sliceRows + 1u < parameters.sliceRows) {
    gradient.y = image[place + parameters.columns] - own;
  }
  if (row + parameters.sliceRows < parameters.allRows) {
    gradient.z = (image[place + parameters.sliceRows * parameters.columns] - own) / parameters.sliceSpacing;
  }
  lengths[(row - parameters.writtenRow) * parameters.columns + column] = length(gradient);
}
