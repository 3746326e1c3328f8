// The divergence of a field: the transpose of image-gradient.wgsl with the other sign, ⟨∇x, p⟩ = −⟨x, div p⟩.
//
// One invocation per pixel. Of a field in several bands, one dispatch adds what lies in one of them.
// field [endReadRow − firstReadRow, components · columns], the components of a row beside one another; image [rows, columns].
// TypeScript twin: src/kernels/image-divergence/plain.ts.

struct DivergenceParameters {
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

@group(0) @binding(0) var<uniform> parameters: DivergenceParameters;
@group(0) @binding(1) var<storage, read> field: array<f32>;
@group(0) @binding(2) var<storage, read_write> image: array<f32>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = parameters.firstRow + id.y;
  let column = id.x;
  if (column >= parameters.columns || row >= parameters.endRow) {
    return;
  }
  var sum = 0.0;
  if (column + 1u < parameters.columns) {
    sum += valueAt(row, 0u, column);
  }
  if (column > 0u) {
    sum -= valueAt(row, 0u, column - 1u);
  }
  let rowOfSlice = row % parameters.sliceRows;
  if (rowOfSlice + 1u < parameters.sliceRows) {
    sum += valueAt(row, 1u, column);
  }
  if (rowOfSlice > 0u) {
    sum -= valueAt(row - 1u, 1u, column);
  }
  if (parameters.components == 3u) {
    if (row + parameters.sliceRows < parameters.allRows) {
      sum += valueAt(row, 2u, column) / parameters.sliceSpacing;
    }
    if (row >= parameters.sliceRows) {
      sum -= valueAt(row - parameters.sliceRows, 2u, column) / parameters.sliceSpacing;
    }
  }
  let place = (row - parameters.writtenRow) * parameters.columns + column;
  // What the bands before this one hold is there already.
  if (parameters.firstReadRow > 0u) {
    sum += image[place];
  }
  image[place] = sum;
}

// 0 of a row that another band holds.
fn valueAt(row: u32, component: u32, column: u32) -> f32 {
  if (row < parameters.firstReadRow || row >= parameters.endReadRow) {
    return 0.0;
  }
  let boundRow = row - parameters.firstReadRow;
  return field[(boundRow * parameters.components + component) * parameters.columns + column];
}
