// out = Σ_k coefficient_k · x^(k+1) for x up to `most`, and straight on with the slope it has there; value by value, by
// Horner's scheme. values, out [length], which may be one array. TypeScript twin: src/kernels/apply-polynomial/plain.ts.

struct PolynomialParameters {
  length: u32,
  rowLength: u32,         // invocations in one row of the dispatch: a long array does not fit into one dimension
  coefficientCount: u32,
  most: f32,
}

@group(0) @binding(0) var<uniform> parameters: PolynomialParameters;
@group(0) @binding(1) var<storage, read> coefficients: array<f32>;
@group(0) @binding(2) var<storage, read_write> values: array<f32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.y * parameters.rowLength + id.x;
  if (i >= parameters.length) {
    return;
  }
  let x = values[i];
  let within = min(x, parameters.most);
  var value = 0.0;
  var slope = 0.0;
  for (var k = parameters.coefficientCount; k > 0u; k--) {
    slope = slope * within + f32(k) * coefficients[k - 1u];
    value = value * within + coefficients[k - 1u];
  }
  values[i] = value * within + slope * (x - within);
}
