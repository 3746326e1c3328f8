// The gradient of an image by differences with the next pixel: along a row, along a column and, in a volume, from slice to
// slice, divided by how far these lie apart in pixels; 0 where there is no next one.
//
// One invocation per pixel. Of an image in several bands, one dispatch adds what lies in one of them.
// image [endReadRow − firstReadRow, columns]; field [rows, components · columns], the components of a row beside one another.
// TypeScript twin: src/kernels/image-gradient/plain.ts.

struct GradientParameters {
  columns: u32,
  sliceRows: u32,      // rows of a slice
  allRows: u32,        // rows of all slices
  components: u32,     // 2, or 3 of a volume
  sliceSpacing: f32,   // in pixels
  firstRow: u32,       // this dispatch makes rows firstRow … endRow − 1
  endRow: u32,
  writtenRow: u32,     // that the bound part of what is written begins with
  firstReadRow: u32,   // of what is read the bound part holds rows firstReadRow … endReadRow − 1
  endReadRow: u32,
}

@group(0) @binding(0) var<uniform> parameters: GradientParameters;
@group(0) @binding(1) var<storage, read> image: array<f32>;
@group(0) @binding(2) var<storage, read_write> field: array<f32>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = parameters.firstRow + id.y;
  let column = id.x;
  if (column >= parameters.columns || row >= parameters.endRow) {
    return;
  }
  let own = valueAt(row, column);
  let place = (row - parameters.writtenRow) * parameters.components * parameters.columns + column;
  var across = 0.0;
  if (column + 1u < parameters.columns) {
    across = valueAt(row, column + 1u) - own;
  }
  put(place, across);
  var down = 0.0;
  if (row % parameters.sliceRows + 1u < parameters.sliceRows) {
    down = valueAt(row + 1u, column) - own;
  }
  put(place + parameters.columns, down);
  if (parameters.components == 3u) {
    var up = 0.0;
    if (row + parameters.sliceRows < parameters.allRows) {
      up = (valueAt(row + parameters.sliceRows, column) - own) / parameters.sliceSpacing;
    }
    put(place + 2u * parameters.columns, up);
  }
}

// 0 of a row that another band holds.
fn valueAt(row: u32, column: u32) -> f32 {
  if (row < parameters.firstReadRow || row >= parameters.endReadRow) {
    return 0.0;
  }
  return image[(row - parameters.firstReadRow) * parameters.columns + column];
}

// What the bands before this one hold is there already.
fn put(place: u32, value: f32) {
  if (parameters.firstReadRow > 0u) {
    field[place] += value;
  } else {
    field[place] = value;
  }
}
