// Back-projection of four views at once, interpolated by the texture units:
//
//   sums(x, y) += Σ_g W_g(x, y) · q_g(channel that sees the pixel), q_g a texel of four views
//
// A texture unit interpolates with weights of 8 bits: 2.5·10⁻⁴ of the image's RMS, less than a tenth of a grey step.
// W and the channel are those of common/lowered-scan.wgsl, of each group's first view.
// sums [endRow − firstRow, side]; interleaved [groups of this chunk, channels + 2 or more], made by interleave-views.wgsl.

@group(0) @binding(0) var<uniform> parameters: SymmetricParameters;
@group(0) @binding(1) var<uniform> detector: LoweredDetector;
@group(0) @binding(2) var<storage, read> firstViews: array<SliceView>;
@group(0) @binding(3) var interleaved: texture_2d<f32>;
@group(0) @binding(4) var linear: sampler;
@group(0) @binding(5) var<storage, read_write> sums: array<vec4f>;

// What a place gets of the four views of a line of the texture.
fn fetch(view: SliceView, place: vec2f, line: f32, width: f32) -> vec4f {
  let seen = seenAt(detector, view, place);
  // Channel k lies in column k + 1, whose centre is at k + 1.5.
  let position = (seen.x + detector.axisChannel + 1.5) / width;
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
  let pixel = vec2f(f32(column) - halfSide, halfSide - f32(row)) * parameters.unitsPerPixel;
  let size = vec2f(textureDimensions(interleaved));

  var sum0 = vec4f(0.0);
  var sum1 = vec4f(0.0);
  var sum2 = vec4f(0.0);
  var sum3 = vec4f(0.0);
  for (var g = parameters.firstGroup; g < parameters.endGroup; g++) {
    let view = firstViews[g];
    let place = fromSource(view, pixel);
    // One row further down.
    let step = -vec2f(view.across.y, view.depth.y) * parameters.unitsPerPixel;
    let line = (f32(g - parameters.firstGroup) + 0.5) / size.y;
    if (diverges) {
      sum0 += fetch(view, place, line, size.x);
      sum1 += fetch(view, place + step, line, size.x);
      sum2 += fetch(view, place + 2.0 * step, line, size.x);
      sum3 += fetch(view, place + 3.0 * step, line, size.x);
    } else {
      // Parallel rays see rows evenly apart, and all places alike: one position serves four.
      let position = (place.x + (detector.axisChannel + 1.5)) / size.x;
      let down = step.x / size.x;
      sum0 += textureSampleLevel(interleaved, linear, vec2f(position, line), 0.0);
      sum1 += textureSampleLevel(interleaved, linear, vec2f(position + down, line), 0.0);
      sum2 += textureSampleLevel(interleaved, linear, vec2f(position + 2.0 * down, line), 0.0);
      sum3 += textureSampleLevel(interleaved, linear, vec2f(position + 3.0 * down, line), 0.0);
    }
  }
  addToColumn(column, row, sum0, sum1, sum2, sum3);
}
