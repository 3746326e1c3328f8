// Changes every value of an array, perhaps by the value of another array at the same place.
//
// A template: what is written before it (src/kernels/element-wise/operations.ts) says what becomes of a value,
// fn changed(value: f32, index: u32) -> f32, from parameters.first, parameters.second and operands[index]. An operation
// that asks for no operands has no second array bound.
//
// One invocation per value; arrays of any shape.

struct ElementWiseParameters {
  length: u32,
  rowLength: u32,   // invocations in one row of the dispatch
  first: f32,
  second: f32,
}

@group(0) @binding(0) var<uniform> parameters: ElementWiseParameters;
@group(0) @binding(1) var<storage, read_write> values: array<f32>;
@group(0) @binding(2) var<storage, read> operands: array<f32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = id.y * parameters.rowLength + id.x;
  if (index < parameters.length) {
    values[index] = changed(values[index], index);
  }
}
