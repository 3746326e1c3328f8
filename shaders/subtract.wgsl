// out = a − b, value by value. TypeScript twin: src/kernels/subtract/plain.ts.

struct SubtractParameters {
  length: u32,
  rowLength: u32,         // invocations in one row of the dispatch: a long array does not fit into one dimension
}

@group(0) @binding(0) var<uniform> parameters: SubtractParameters;
@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * parameters.rowLength + id.x;
  if (i < parameters.length) {
    out[i] = a[i] - b[i];
  }
}
