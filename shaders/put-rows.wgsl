// Puts rows of a plane into their places among the rows of a target, which are a step apart. One invocation per value.
// plane [rows, columns]; placed [its bound rows, columns]. TypeScript twin: src/kernels/put-rows/plain.ts.

struct PutParameters {
  columns: u32,
  planeRow: u32,          // the first row of the plane that goes into this part of the target
  planeRows: u32,
  targetRow: u32,         // where that goes, among the bound rows
  endRow: u32,            // of the part, among the bound rows
  step: u32,
}

@group(0) @binding(0) var<uniform> parameters: PutParameters;
@group(0) @binding(1) var<storage, read> plane: array<f32>;
@group(0) @binding(2) var<storage, read_write> placed: array<f32>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let columns = parameters.columns;
  let row = parameters.planeRow + id.y;
  let place = parameters.targetRow + id.y * parameters.step;
  if (id.x < columns && place < parameters.endRow && row < parameters.planeRows) {
    placed[place * columns + id.x] = plane[row * columns + id.x];
  }
}
