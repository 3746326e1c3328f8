// Back-projection of four views at once through workgroup memory, interpolated exactly:
//
//   sums(x, y) += Σ_g q_g(x·cosθ_g + y·sinθ_g), q_g the four views of a group
//
// The tile of a workgroup and its shadow are those of common/pixel-tile.wgsl.
// sums [endRow − firstRow, side]; projections [views, channels].

@group(0) @binding(0) var<uniform> parameters: SymmetricParameters;
@group(0) @binding(1) var<storage, read> groups: array<ViewGroup>;
@group(0) @binding(2) var<storage, read> projections: array<f32>;
@group(0) @binding(3) var<storage, read_write> sums: array<vec4f>;

var<workgroup> shadowStart: array<f32, groupsPerPass>;

// The first channel that the shadow of a tile touches; `corner` is the tile's first pixel.
fn firstChannel(group: u32, corner: vec2f) -> i32 {
  let along = vec2f(groups[group].cosine, -groups[group].sine) * parameters.channelsPerPixel;
  let start = dot(corner, vec2f(groups[group].cosine, groups[group].sine)) + parameters.axisChannel;
  let least = start + min(0.0, along.x * f32(TILE - 1u)) + min(0.0, along.y * f32(TILE - 1u));
  // Half a channel of room for rounding.
  return i32(floor(least - 0.5));
}

@compute @workgroup_size(TILE, TILE)
fn main(
  @builtin(workgroup_id) tileIndex: vec3u,
  @builtin(local_invocation_id) local: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let halfSide = 0.5 * f32(parameters.side - 1u);
  let first = tileIndex.xy * TILE + vec2u(0u, parameters.firstRow);
  let corner = vec2f(f32(first.x) - halfSide, halfSide - f32(first.y)) * parameters.channelsPerPixel;
  let pixel = first + local.xy;
  let x = (f32(pixel.x) - halfSide) * parameters.channelsPerPixel;
  let y = (halfSide - f32(pixel.y)) * parameters.channelsPerPixel;

  var sum = vec4f(0.0);
  for (var start = parameters.firstGroup; start < parameters.endGroup; start += groupsPerPass) {
    let count = min(groupsPerPass, parameters.endGroup - start);
    for (var i = lane; i < count * channelsPerTile; i += TILE * TILE) {
      let group = start + i / channelsPerTile;
      shadow[i] = fetch(group, firstChannel(group, corner) + i32(i % channelsPerTile));
    }
    if (lane < count) {
      shadowStart[lane] = parameters.axisChannel - f32(firstChannel(start + lane, corner));
    }
    workgroupBarrier();
    for (var g = 0u; g < count; g++) {
      let group = start + g;
      let position = x * groups[group].cosine + y * groups[group].sine + shadowStart[g];
      sum += shadowAt(g, position);
    }
    workgroupBarrier();
  }
  addToPixel(pixel, sum);
}
