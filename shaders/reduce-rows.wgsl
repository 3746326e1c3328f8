// Makes one number of each row: a sum, or the largest value. The host adds up the rows in double precision.
//
// A template: what is written before it (src/kernels/reduce-rows/reductions.ts) says what a place counts,
// fn term(index: u32) -> f32, from a[index] and b[index], how two numbers become one, fn combined(x: f32, y: f32) -> f32,
// and what the number of nothing is, NOTHING. A reduction of one array has no second one bound.
//
// One workgroup per row. Each of 256 invocations takes every 256th place of it, and their numbers are combined two by two,
// always in the same order: a sum of n numbers is a tree of some n/256 + 8 steps, so that rounding stays near 10⁻⁷.

struct ReduceParameters {
  rows: u32,
  columns: u32,
  rowsAbreast: u32,   // workgroups in one row of the dispatch
  firstRow: u32,      // the row of `numbers` that row 0 of the bound arrays goes to
}

@group(0) @binding(0) var<uniform> parameters: ReduceParameters;
@group(0) @binding(1) var<storage, read_write> numbers: array<f32>;
@group(0) @binding(2) var<storage, read> a: array<f32>;
@group(0) @binding(3) var<storage, read> b: array<f32>;

const INVOCATIONS = 256u;
var<workgroup> parts: array<f32, INVOCATIONS>;

@compute @workgroup_size(INVOCATIONS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) invocation: u32) {
  let row = group.y * parameters.rowsAbreast + group.x;
  if (row >= parameters.rows) {
    return;
  }
  var part = NOTHING;
  for (var column = invocation; column < parameters.columns; column += INVOCATIONS) {
    part = combined(part, term(row * parameters.columns + column));
  }
  parts[invocation] = part;
  workgroupBarrier();
  for (var reach = INVOCATIONS / 2u; reach > 0u; reach /= 2u) {
    if (invocation < reach) {
      parts[invocation] = combined(parts[invocation], parts[invocation + reach]);
    }
    workgroupBarrier();
  }
  if (invocation == 0u) {
    numbers[parameters.firstRow + row] = parts[0];
  }
}
