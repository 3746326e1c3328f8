// Puts the source's value into the target where the mask is not 0. One invocation per value; mask, source, target [length].
// TypeScript twin: src/kernels/replace-where/plain.ts.

struct ReplaceParameters {
  length: u32,
  rowLength: u32,         // invocations in one row of the dispatch: a long array does not fit into one dimension
}

@group(0) @binding(0) var<uniform> parameters: ReplaceParameters;
@group(0) @binding(1) var<storage, read> mask: array<f32>;
@group(0) @binding(2) var<storage, read> source: array<f32>;
@group(0) @binding(3) var<storage, read_write> replaced: array<f32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * parameters.rowLength + id.x;
  if (i < parameters.length && mask[i] > 0.0) {
    replaced[i] = source[i];
  }
}
