// From transformed columns of the Fourier grid to lines for the rows of the image, two rows to a line.
//
// The columns hold frequencies across 0 … gridSize/2; those below 0 are conjugates, since the image is real. With A and
// B the frequencies of two rows, the transform of A + i·B has one row as its real and the other as its imaginary part.
//
// One invocation per point of a line and dispatch: of columns in several bands, one writes the points of one band.
// cells [endAcross − firstAcross, gridSize down]; lines [⌈rows/2⌉, gridSize].

@group(0) @binding(0) var<uniform> parameters: GridrecParameters;
@group(0) @binding(1) var<storage, read> cells: array<vec2f>;
@group(0) @binding(2) var<storage, read_write> lines: array<vec2f>;

// The transform's value for a row of the image; row rows/2 stands at 0.
fn cellOf(across: u32, row: u32) -> vec2f {
  let size = parameters.gridSize;
  let down = (row + size - parameters.rows / 2u) % size;
  return cells[(across - parameters.firstAcross) * size + down];
}

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let size = parameters.gridSize;
  let point = id.x;
  if (point >= size) {
    return;
  }
  let isNegative = point > size / 2u;
  let across = select(point, size - point, isNegative);
  if (across < parameters.firstAcross || across >= parameters.endAcross) {
    return;
  }
  let row = 2u * id.y;
  var a = cellOf(across, row);
  var b = vec2f(0.0);
  if (row + 1u < parameters.rows) {
    b = cellOf(across, row + 1u);
  }
  if (isNegative) {
    a = conjugate(a);
    b = conjugate(b);
  }
  lines[id.y * size + point] = a + timesI(b);
}
