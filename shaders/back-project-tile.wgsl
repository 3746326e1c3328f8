// Back-projection of four views at once through workgroup memory, interpolated exactly:
//
//   sums(x, y) += Σ_g q_g(x·cosθ_g + y·sinθ_g), q_g the four views of a group
//
// A workgroup owns a tile of 16 × 16 pixels. A view's shadow of the tile is at most 16·√2 pixels wide, so that the few
// channels it needs, of several groups at a time, are brought into workgroup memory once and read from there by all.
// sums [endRow − firstRow, side]; projections [views, channels].

override channelsPerTile: u32;         // channels that the shadow of a tile can touch
override groupsPerPass: u32;           // groups that are in workgroup memory at a time
const tile = 16u;

@group(0) @binding(0) var<uniform> parameters: SymmetricParameters;
@group(0) @binding(1) var<storage, read> groups: array<ViewGroup>;
@group(0) @binding(2) var<storage, read> projections: array<f32>;
@group(0) @binding(3) var<storage, read_write> sums: array<vec4f>;

var<workgroup> shadow: array<vec4f, groupsPerPass * channelsPerTile>;
var<workgroup> shadowStart: array<f32, groupsPerPass>;

// The four views of a group at one channel, weighted; 0 beyond the detector.
fn fetch(group: u32, channel: i32) -> vec4f {
  if (channel < 0 || channel >= i32(parameters.channels)) {
    return vec4f(0.0);
  }
  let rows = groups[group].views * parameters.channels + vec4u(u32(channel));
  let value = vec4f(projections[rows.x], projections[rows.y], projections[rows.z], projections[rows.w]);
  return value * groups[group].weights;
}

// The first channel that the shadow of a tile touches; `corner` is the tile's first pixel.
fn firstChannel(group: u32, corner: vec2f) -> i32 {
  let along = vec2f(groups[group].cosine, -groups[group].sine) * parameters.channelsPerPixel;
  let start = dot(corner, vec2f(groups[group].cosine, groups[group].sine)) + parameters.axisChannel;
  let least = start + min(0.0, along.x * f32(tile - 1u)) + min(0.0, along.y * f32(tile - 1u));
  // Half a channel of room for rounding.
  return i32(floor(least - 0.5));
}

@compute @workgroup_size(tile, tile)
fn main(
  @builtin(workgroup_id) tileIndex: vec3u,
  @builtin(local_invocation_id) local: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let side = parameters.side;
  let halfSide = 0.5 * f32(side - 1u);
  let first = tileIndex.xy * tile + vec2u(0u, parameters.firstRow);
  let corner = vec2f(f32(first.x) - halfSide, halfSide - f32(first.y)) * parameters.channelsPerPixel;
  let pixel = first + local.xy;
  let x = (f32(pixel.x) - halfSide) * parameters.channelsPerPixel;
  let y = (halfSide - f32(pixel.y)) * parameters.channelsPerPixel;

  var sum = vec4f(0.0);
  for (var start = parameters.firstGroup; start < parameters.endGroup; start += groupsPerPass) {
    let count = min(groupsPerPass, parameters.endGroup - start);
    for (var i = lane; i < count * channelsPerTile; i += tile * tile) {
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
      let below = u32(position);
      let at = g * channelsPerTile + below;
      sum += mix(shadow[at], shadow[at + 1u], position - f32(below));
    }
    workgroupBarrier();
  }
  if (pixel.x < side && pixel.y < parameters.endRow) {
    sums[(pixel.y - parameters.firstRow) * side + pixel.x] += sum;
  }
}
