// From transformed lines to the image: crops, takes the two rows of a line apart, and divides the window's transform out,
// which shades the image towards its borders. Pixels beyond the detector's reach are 0.
//
// One invocation per pixel. lines [⌈rows/2⌉, gridSize]; corrections [rows, then columns]; image [imageRows, imageColumns].

@group(0) @binding(0) var<uniform> parameters: GridrecParameters;
@group(0) @binding(1) var<storage, read> corrections: array<f32>;
@group(0) @binding(2) var<storage, read> lines: array<vec2f>;
@group(0) @binding(3) var<storage, read_write> image: array<f32>;

@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= parameters.imageColumns || id.y >= parameters.imageRows) {
    return;
  }
  let size = parameters.gridSize;
  let row = i32(id.y) - i32((parameters.imageRows - parameters.rows) / 2u);
  let column = i32(id.x) - i32((parameters.imageColumns - parameters.columns) / 2u);
  let fromAxis = vec2f(f32(column) - 0.5 * f32(parameters.columns - 1u), f32(row) - 0.5 * f32(parameters.rows - 1u));
  var value = 0.0;
  if (
    row >= 0 && row < i32(parameters.rows) && column >= 0 && column < i32(parameters.columns) &&
    length(fromAxis) * parameters.pixelSizeMm <= parameters.reachMm
  ) {
    let point = (u32(column) + size - parameters.columns / 2u) % size;
    let both = lines[u32(row / 2) * size + point];
    value = select(both.x, both.y, row % 2 == 1) * corrections[u32(row)] * corrections[parameters.rows + u32(column)];
  }
  image[id.y * parameters.imageColumns + id.x] = value;
}
