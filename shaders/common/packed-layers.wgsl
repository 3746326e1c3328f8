// Lays views of a volume into the layers of a texture, for back-project-volume-texture.wgsl and back-project-volume-turned.wgsl:
// texel (2·(k + 1), 2·(j − firstRow)) of a layer holds channel k and row j of its views, and texels between two of these their
// means. What is interpolated linearly stays the same, and texture units, which know a place to 1/256 of a texel, know it to
// 1/512 of a channel and of a row. Beyond the detector, where column 0 and what follows the last channel lie, all is 0, which
// the sampler repeats on and on. A layer has the rows that are asked for alone.
//
// One invocation per texel. readings [views, detector rows, channels], of which the bound buffer holds a part.

struct PackedLayers {
  firstLayer: u32,        // of the texture, that this dispatch begins with
  channels: u32,
  detectorRows: u32,
}

struct PackedLayer {
  starts: vec4u,          // the row of the bound readings that each of its views begins with; NO_VIEW for one that is missing
  weights: vec4f,
  firstRow: f32,          // the detector row in its first row of texels; −1 is the row of zeros below the detector
}

const NO_VIEW = 0xffffffffu;
const MOST_LAYERS = 256u;

@group(0) @binding(0) var<uniform> packing: PackedLayers;
@group(0) @binding(1) var<uniform> packed: array<PackedLayer, MOST_LAYERS>;
@group(0) @binding(2) var<storage, read> readings: array<f32>;

// What a view of a layer has at a texel.
fn readingFor(start: u32, layer: u32, texel: vec2u) -> f32 {
  if (start == NO_VIEW) {
    return 0.0;
  }
  let row = i32(texel.y / 2u) + i32(packed[layer].firstRow);
  let below = alongRow(start, row, texel.x);
  if (texel.y % 2u == 0u) {
    return below;
  }
  return 0.5 * (below + alongRow(start, row + 1, texel.x));
}

fn alongRow(start: u32, row: i32, column: u32) -> f32 {
  if (row < 0 || row >= i32(packing.detectorRows)) {
    return 0.0;
  }
  let channel = i32(column / 2u) - 1;
  let left = inRow(start + u32(row), channel);
  if (column % 2u == 0u) {
    return left;
  }
  return 0.5 * (left + inRow(start + u32(row), channel + 1));
}

fn inRow(row: u32, channel: i32) -> f32 {
  if (channel < 0 || channel >= i32(packing.channels)) {
    return 0.0;
  }
  return readings[row * packing.channels + u32(channel)];
}
