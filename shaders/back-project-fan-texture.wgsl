// Back-projection of four views of a fan at once, interpolated by the texture units:
//
//   sums(x, y) += Σ_g W_g(x, y) · q_g(channel that sees the pixel), q_g a texel of four views
//
// As in back-project-texture.wgsl: weights of 8 bits between channels, four pixels of a column to an invocation. W and the
// channel are those of common/fan.wgsl. sums [endRow − firstRow, side]; interleaved [groups of this chunk, channels + 2
// and perhaps more], made by interleave-views.wgsl.

@group(0) @binding(0) var<uniform> parameters: SymmetricParameters;
@group(0) @binding(1) var<uniform> fan: FanParameters;
@group(0) @binding(2) var<storage, read> groups: array<ViewGroup>;
@group(0) @binding(3) var interleaved: texture_2d<f32>;
@group(0) @binding(4) var linear: sampler;
@group(0) @binding(5) var<storage, read_write> sums: array<vec4f>;

const pixelsEach = 4u;

// What one pixel gets of the four views of a line of the texture.
fn fetch(across: f32, depth: f32, line: f32, width: f32) -> vec4f {
  let seen = seenAt(fan, across, depth);
  // Channel k lies in column k + 1, whose centre is at k + 1.5.
  let position = (seen.x + parameters.axisChannel + 1.5) / width;
  return seen.y * textureSampleLevel(interleaved, linear, vec2f(position, line), 0.0);
}

@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let side = parameters.side;
  let column = id.x;
  let row = parameters.firstRow + id.y * pixelsEach;
  if (column >= side || row >= parameters.endRow) {
    return;
  }
  let x = (f32(column) - 0.5 * f32(side - 1u)) * parameters.pixelSizeMm;
  let y = (0.5 * f32(side - 1u) - f32(row)) * parameters.pixelSizeMm;
  let size = vec2f(textureDimensions(interleaved));

  var sum0 = vec4f(0.0);
  var sum1 = vec4f(0.0);
  var sum2 = vec4f(0.0);
  var sum3 = vec4f(0.0);
  for (var g = parameters.firstGroup; g < parameters.endGroup; g++) {
    let cosine = groups[g].cosine;
    let sine = groups[g].sine;
    let across = x * cosine + y * sine;
    let depth = fan.sourceToIsocenterMm - x * sine + y * cosine;
    // One row further down.
    let acrossStep = -sine * parameters.pixelSizeMm;
    let depthStep = -cosine * parameters.pixelSizeMm;
    let line = (f32(g - parameters.firstGroup) + 0.5) / size.y;
    sum0 += fetch(across, depth, line, size.x);
    sum1 += fetch(across + acrossStep, depth + depthStep, line, size.x);
    sum2 += fetch(across + 2.0 * acrossStep, depth + 2.0 * depthStep, line, size.x);
    sum3 += fetch(across + 3.0 * acrossStep, depth + 3.0 * depthStep, line, size.x);
  }
  let pixel = (row - parameters.firstRow) * side + column;
  sums[pixel] += sum0;
  if (row + 1u < parameters.endRow) {
    sums[pixel + side] += sum1;
  }
  if (row + 2u < parameters.endRow) {
    sums[pixel + 2u * side] += sum2;
  }
  if (row + 3u < parameters.endRow) {
    sums[pixel + 3u * side] += sum3;
  }
}
