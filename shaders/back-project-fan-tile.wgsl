// Back-projection of four views of a fan at once through workgroup memory, interpolated exactly:
//
//   sums(x, y) += Σ_g W_g(x, y) · q_g(channel that sees the pixel), q_g the four views of a group
//
// As in back-project-tile.wgsl: a workgroup owns a tile of 16 × 16 pixels and brings the few channels that its shadow
// touches into workgroup memory. The slope v/t is a quotient of two linear functions, so that over a tile it is least and
// largest at corners. sums [endRow − firstRow, side]; projections [views, channels].

override channelsPerTile: u32;         // channels that the shadow of a tile can touch
override groupsPerPass: u32;           // groups that are in workgroup memory at a time
const tile = 16u;

@group(0) @binding(0) var<uniform> parameters: SymmetricParameters;
@group(0) @binding(1) var<uniform> fan: FanParameters;
@group(0) @binding(2) var<storage, read> groups: array<ViewGroup>;
@group(0) @binding(3) var<storage, read> projections: array<f32>;
@group(0) @binding(4) var<storage, read_write> sums: array<vec4f>;

var<workgroup> shadow: array<vec4f, groupsPerPass * channelsPerTile>;
var<workgroup> firstChannels: array<i32, groupsPerPass>;

// The four views of a group at one channel, weighted; 0 beyond the detector.
fn fetch(group: u32, channel: i32) -> vec4f {
  if (channel < 0 || channel >= i32(parameters.channels)) {
    return vec4f(0.0);
  }
  let rows = groups[group].views * parameters.channels + vec4u(u32(channel));
  let value = vec4f(projections[rows.x], projections[rows.y], projections[rows.z], projections[rows.w]);
  return value * groups[group].weights;
}

fn seenBy(group: u32, place: vec2f) -> vec2f {
  let cosine = groups[group].cosine;
  let sine = groups[group].sine;
  let across = place.x * cosine + place.y * sine;
  let depth = fan.sourceToIsocenterMm - place.x * sine + place.y * cosine;
  return seenAt(fan, across, depth);
}

// The first channel that the shadow of a tile touches; `corner` is the tile's first pixel.
fn firstChannel(group: u32, corner: vec2f) -> i32 {
  let width = f32(tile - 1u) * parameters.pixelSizeMm;
  let least = min(
    min(seenBy(group, corner).x, seenBy(group, corner + vec2f(width, 0.0)).x),
    min(seenBy(group, corner + vec2f(0.0, -width)).x, seenBy(group, corner + vec2f(width, -width)).x)
  );
  // Half a channel of room for rounding.
  return i32(floor(least + parameters.axisChannel - 0.5));
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
  let corner = vec2f(f32(first.x) - halfSide, halfSide - f32(first.y)) * parameters.pixelSizeMm;
  let pixel = first + local.xy;
  let place = vec2f(f32(pixel.x) - halfSide, halfSide - f32(pixel.y)) * parameters.pixelSizeMm;

  var sum = vec4f(0.0);
  for (var start = parameters.firstGroup; start < parameters.endGroup; start += groupsPerPass) {
    let count = min(groupsPerPass, parameters.endGroup - start);
    if (lane < count) {
      firstChannels[lane] = firstChannel(start + lane, corner);
    }
    workgroupBarrier();
    for (var i = lane; i < count * channelsPerTile; i += tile * tile) {
      let g = i / channelsPerTile;
      shadow[i] = fetch(start + g, firstChannels[g] + i32(i % channelsPerTile));
    }
    workgroupBarrier();
    for (var g = 0u; g < count; g++) {
      let seen = seenBy(start + g, place);
      let position = seen.x + (parameters.axisChannel - f32(firstChannels[g]));
      let below = u32(position);
      let at = g * channelsPerTile + below;
      sum += seen.y * mix(shadow[at], shadow[at + 1u], position - f32(below));
    }
    workgroupBarrier();
  }
  if (pixel.x < side && pixel.y < parameters.endRow) {
    sums[(pixel.y - parameters.firstRow) * side + pixel.x] += sum;
  }
}
