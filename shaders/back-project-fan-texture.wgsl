// Back-projection of four views of a fan at once, interpolated by the texture units:
//
//   sums(x, y) += Σ_g W_g(x, y) · q_g(channel that sees the pixel), q_g a texel of four views
//
// As in back-project-texture.wgsl, with weights of 8 bits between channels. W and the channel are those of common/fan.wgsl.
// sums [endRow − firstRow, side]; interleaved [groups of this chunk, channels + 2 or more], made by interleave-views.wgsl.

@group(0) @binding(0) var<uniform> parameters: SymmetricParameters;
@group(0) @binding(1) var<uniform> fan: FanParameters;
@group(0) @binding(2) var<storage, read> groups: array<ViewGroup>;
@group(0) @binding(3) var interleaved: texture_2d<f32>;
@group(0) @binding(4) var linear: sampler;
@group(0) @binding(5) var<storage, read_write> sums: array<vec4f>;

// What one pixel gets of the four views of a line of the texture.
fn fetch(place: vec2f, line: f32, width: f32) -> vec4f {
  let seen = seenAt(fan, place);
  // Channel k lies in column k + 1, whose centre is at k + 1.5.
  let position = (seen.x + parameters.axisChannel + 1.5) / width;
  return seen.y * textureSampleLevel(interleaved, linear, vec2f(position, line), 0.0);
}

@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let side = parameters.side;
  let column = id.x;
  let row = parameters.firstRow + id.y * PIXELS_EACH;
  if (column >= side || row >= parameters.endRow) {
    return;
  }
  let halfSide = 0.5 * f32(side - 1u);
  let pixel = vec2f(f32(column) - halfSide, halfSide - f32(row)) * parameters.pixelSizeMm;
  let size = vec2f(textureDimensions(interleaved));

  var sum0 = vec4f(0.0);
  var sum1 = vec4f(0.0);
  var sum2 = vec4f(0.0);
  var sum3 = vec4f(0.0);
  for (var g = parameters.firstGroup; g < parameters.endGroup; g++) {
    let place = fromSource(fan, pixel, groups[g].cosine, groups[g].sine);
    // One row further down.
    let step = -vec2f(groups[g].sine, groups[g].cosine) * parameters.pixelSizeMm;
    let line = (f32(g - parameters.firstGroup) + 0.5) / size.y;
    sum0 += fetch(place, line, size.x);
    sum1 += fetch(place + step, line, size.x);
    sum2 += fetch(place + 2.0 * step, line, size.x);
    sum3 += fetch(place + 3.0 * step, line, size.x);
  }
  addToColumn(column, row, sum0, sum1, sum2, sum3);
}
