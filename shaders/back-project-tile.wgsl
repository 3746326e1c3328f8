// Back-projection of four views at once through workgroup memory, interpolated exactly:
//
//   sums(x, y) += Σ_g W_g(x, y) · q_g(channel that sees the pixel), q_g the four views of a group
//
// The tile of a workgroup and its shadow are those of common/pixel-tile.wgsl, W and the channel those of
// common/lowered-scan.wgsl, of each group's first view. A slope a/d is a quotient of two linear functions, so that over a
// tile it is least and largest at corners, as a itself is.
// sums [endRow − firstRow, side]; projections [views, channels].

@group(0) @binding(0) var<uniform> parameters: SymmetricParameters;
@group(0) @binding(1) var<uniform> detector: LoweredDetector;
@group(0) @binding(2) var<storage, read> firstViews: array<SliceView>;
@group(0) @binding(3) var<storage, read> groups: array<ViewGroup>;
@group(0) @binding(4) var<storage, read> projections: array<f32>;
@group(0) @binding(5) var<storage, read_write> sums: array<vec4f>;

var<workgroup> firstChannels: array<i32, groupsPerPass>;

fn seenBy(group: u32, place: vec2f) -> vec2f {
  let view = firstViews[group];
  return seenAt(detector, view, fromSource(view, place));
}

// The first channel that the shadow of a tile touches; `corner` is the tile's first pixel.
fn firstChannel(group: u32, corner: vec2f) -> i32 {
  let width = f32(TILE - 1u) * parameters.unitsPerPixel;
  let least = min(
    min(seenBy(group, corner).x, seenBy(group, corner + vec2f(width, 0.0)).x),
    min(seenBy(group, corner + vec2f(0.0, -width)).x, seenBy(group, corner + vec2f(width, -width)).x)
  );
  // Half a channel of room for rounding.
  return i32(floor(least + detector.axisChannel - 0.5));
}

@compute @workgroup_size(TILE, TILE)
fn main(
  @builtin(workgroup_id) tileIndex: vec3u,
  @builtin(local_invocation_id) local: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let halfSide = 0.5 * f32(parameters.side - 1u);
  let first = tileIndex.xy * TILE + vec2u(0u, parameters.firstRow);
  let corner = vec2f(f32(first.x) - halfSide, halfSide - f32(first.y)) * parameters.unitsPerPixel;
  let pixel = first + local.xy;
  let place = vec2f(f32(pixel.x) - halfSide, halfSide - f32(pixel.y)) * parameters.unitsPerPixel;

  var sum = vec4f(0.0);
  for (var start = parameters.firstGroup; start < parameters.endGroup; start += groupsPerPass) {
    let count = min(groupsPerPass, parameters.endGroup - start);
    if (lane < count) {
      firstChannels[lane] = firstChannel(start + lane, corner);
    }
    workgroupBarrier();
    for (var i = lane; i < count * channelsPerTile; i += TILE * TILE) {
      let g = i / channelsPerTile;
      shadow[i] = fetch(start + g, firstChannels[g] + i32(i % channelsPerTile));
    }
    workgroupBarrier();
    for (var g = 0u; g < count; g++) {
      let seen = seenBy(start + g, place);
      let position = seen.x + (detector.axisChannel - f32(firstChannels[g]));
      sum += seen.y * shadowAt(g, position);
    }
    workgroupBarrier();
  }
  addToPixel(pixel, sum);
}
