// Back-projection of four views at once, interpolated by the texture units:
//
//   sums(x, y) += Σ_g q_g(x·cosθ_g + y·sinθ_g), q_g a texel of four views
//
// A texture unit interpolates with weights of 8 bits: 2.5·10⁻⁴ of the image's RMS, less than a tenth of a grey step.
// sums [endRow − firstRow, side]; interleaved [groups of this chunk, channels + 2 or more], made by interleave-views.wgsl.

@group(0) @binding(0) var<uniform> parameters: SymmetricParameters;
@group(0) @binding(1) var<storage, read> groups: array<ViewGroup>;
@group(0) @binding(2) var interleaved: texture_2d<f32>;
@group(0) @binding(3) var linear: sampler;
@group(0) @binding(4) var<storage, read_write> sums: array<vec4f>;

@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let side = parameters.side;
  let column = id.x;
  let row = parameters.firstRow + id.y * PIXELS_EACH;
  if (column >= side || row >= parameters.endRow) {
    return;
  }
  let x = (f32(column) - 0.5 * f32(side - 1u)) * parameters.channelsPerPixel;
  let y = (0.5 * f32(side - 1u) - f32(row)) * parameters.channelsPerPixel;
  let size = vec2f(textureDimensions(interleaved));
  // Channel k lies in column k + 1, whose centre is at k + 1.5.
  let middle = parameters.axisChannel + 1.5;

  var sum0 = vec4f(0.0);
  var sum1 = vec4f(0.0);
  var sum2 = vec4f(0.0);
  var sum3 = vec4f(0.0);
  for (var g = parameters.firstGroup; g < parameters.endGroup; g++) {
    let step = groups[g].sine * parameters.channelsPerPixel / size.x;
    let position = (x * groups[g].cosine + y * groups[g].sine + middle) / size.x;
    let line = (f32(g - parameters.firstGroup) + 0.5) / size.y;
    sum0 += textureSampleLevel(interleaved, linear, vec2f(position, line), 0.0);
    sum1 += textureSampleLevel(interleaved, linear, vec2f(position - step, line), 0.0);
    sum2 += textureSampleLevel(interleaved, linear, vec2f(position - 2.0 * step, line), 0.0);
    sum3 += textureSampleLevel(interleaved, linear, vec2f(position - 3.0 * step, line), 0.0);
  }
  addToColumn(column, row, sum0, sum1, sum2, sum3);
}
