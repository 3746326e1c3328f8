// A plane through a volume: every value of it is the mean of some that lie one behind the other in the volume, or the
// largest of them (a maximum intensity projection). Where these lie, two linear functions of the plane's row, its column and
// the step into the depth say, in whole numbers that wrap around: a factor of −1 comes as 2³² − 1.
//
// One invocation per value. Of a volume in several bands, one dispatch adds what lies in one of them.
// volume [endVolumeRow − firstVolumeRow, volumeColumns]; plane [rows, planeColumns].
// TypeScript twin: src/kernels/take-plane/plain.ts.

struct PlaneParameters {
  row: vec4u,             // the volume's row: at the start, and more for each row, column and step
  column: vec4u,          // the volume's column, likewise
  steps: u32,
  takesLargest: u32,      // 1: the largest; 0: the mean
  share: f32,             // what a value counts in the mean
  planeColumns: u32,
  firstPlaneRow: u32,     // this dispatch makes rows firstPlaneRow … endPlaneRow − 1
  endPlaneRow: u32,
  planeRow: u32,          // that the bound part of `plane` begins with
  volumeColumns: u32,
  firstVolumeRow: u32,    // the bound volume holds rows firstVolumeRow … endVolumeRow − 1
  endVolumeRow: u32,
}

@group(0) @binding(0) var<uniform> parameters: PlaneParameters;
@group(0) @binding(1) var<storage, read> volume: array<f32>;
@group(0) @binding(2) var<storage, read_write> plane: array<f32>;

const SMALLEST: f32 = -3.0e38;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let r = parameters.firstPlaneRow + id.y;
  let c = id.x;
  if (c >= parameters.planeColumns || r >= parameters.endPlaneRow) {
    return;
  }
  var sum = 0.0;
  var largest = SMALLEST;
  for (var step = 0u; step < parameters.steps; step++) {
    let factors = vec4u(1u, r, c, step);
    let row = dot(parameters.row, factors);
    let column = dot(parameters.column, factors);
    if (row >= parameters.firstVolumeRow && row < parameters.endVolumeRow) {
      let value = volume[(row - parameters.firstVolumeRow) * parameters.volumeColumns + column];
      sum += value;
      largest = max(largest, value);
    }
  }
  let place = (r - parameters.planeRow) * parameters.planeColumns + c;
  var value = sum * parameters.share;
  if (parameters.takesLargest == 1u) {
    value = largest;
  }
  // What the bands before this one hold is there already.
  if (parameters.firstVolumeRow > 0u) {
    if (parameters.takesLargest == 1u) {
      value = max(plane[place], value);
    } else {
      value += plane[place];
    }
  }
  plane[place] = value;
}
