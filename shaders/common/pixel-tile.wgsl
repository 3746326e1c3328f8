// For kernels that back-project four views at once: a workgroup owns a tile of 16 × 16 pixels. A view's shadow of the tile
// is at most 16·√2 pixels wide, so that the few channels it needs, of several groups at a time, are brought into workgroup
// memory once and read from there by all. Needs symmetric.wgsl and the bindings `parameters`, `groups`, `projections`
// [views, channels] and `sums` [endRow − firstRow, side].

override channelsPerTile: u32;         // channels that the shadow of a tile can touch
override groupsPerPass: u32;           // groups that are in workgroup memory at a time
const TILE = 16u;

var<workgroup> shadow: array<vec4f, groupsPerPass * channelsPerTile>;

// The four views of a group at one channel, weighted; 0 beyond the detector.
fn fetch(group: u32, channel: i32) -> vec4f {
  if (channel < 0 || channel >= i32(parameters.channels)) {
    return vec4f(0.0);
  }
  let rows = groups[group].views * parameters.channels + vec4u(u32(channel));
  let value = vec4f(projections[rows.x], projections[rows.y], projections[rows.z], projections[rows.w]);
  return value * groups[group].weights;
}

// Group g of a pass, interpolated at `position`, in channels from the first one in its shadow.
fn shadowAt(g: u32, position: f32) -> vec4f {
  let below = u32(position);
  let at = g * channelsPerTile + below;
  return mix(shadow[at], shadow[at + 1u], position - f32(below));
}

// Adds what was summed for a pixel (column, row), which may lie beyond the image.
fn addToPixel(pixel: vec2u, sum: vec4f) {
  if (pixel.x < parameters.side && pixel.y < parameters.endRow) {
    sums[(pixel.y - parameters.firstRow) * parameters.side + pixel.x] += sum;
  }
}
