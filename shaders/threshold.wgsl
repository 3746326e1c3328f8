// 1 where a value is above the threshold and 0 elsewhere. One invocation per value; values, out [length].
// TypeScript twin: src/kernels/threshold/plain.ts.

struct ThresholdParameters {
  length: u32,
  rowLength: u32,         // invocations in one row of the dispatch: a long array does not fit into one dimension
  above: f32,
}

@group(0) @binding(0) var<uniform> parameters: ThresholdParameters;
@group(0) @binding(1) var<storage, read> values: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * parameters.rowLength + id.x;
  if (i < parameters.length) {
    out[i] = select(0.0, 1.0, values[i] > parameters.above);
  }
}
