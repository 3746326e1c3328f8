// Views of a volume in the layers of a texture, which packed-layers.wgsl lays there, and columns of voxels that they are
// back-projected onto, SLICES_EACH slices at a time. Needs lowered-scan.wgsl, volume-grid.wgsl and volume-place.wgsl.

override isOneSlice: bool;    // whether a column has one slice alone

const SLICES_EACH = 4u;
const MOST_LAYERS = 256u;

struct LayersParameters {
  layers: u32,                // of the texture, that are filled
  firstSlice: u32,            // this dispatch handles these slices of these rows of the grid
  endSlice: u32,
  firstRow: u32,
  endRow: u32,
  volumeRow: u32,             // the row, slices times grid rows, that the bound volume begins with
  scale: f32,                 // of sums of views that were scaled
}

struct VolumeLayer {
  across: vec4f,              // the factors of x, y, z and 1
  along: vec4f,
  depth: vec4f,
  weight: f32,                // what the view counts
  leastDepth: f32,            // nothing is back-projected nearer to the source
  firstRow: f32,              // the detector row in its first row of texels
}

@group(0) @binding(0) var<uniform> parameters: LayersParameters;
@group(0) @binding(1) var<uniform> detector: LoweredDetector;
@group(0) @binding(2) var<uniform> panel: VolumeDetector;
@group(0) @binding(3) var<uniform> layers: array<VolumeLayer, MOST_LAYERS>;
@group(0) @binding(4) var<uniform> grid: VolumeGrid;
@group(0) @binding(5) var texels: texture_2d_array<f32>;
@group(0) @binding(6) var linear: sampler;
@group(0) @binding(7) var<storage, read_write> volume: array<f32>;

// Where a column of voxels is seen in a layer: a place in the texture, 0 … 1, and the way to the next slice, which is along
// the rows; and what it counts there.
struct SeenColumn {
  place: vec2f,
  step: f32,
  weight: f32,
}

// (x, y) of a pixel, in the scan's unit.
fn pixelPlace(column: u32, row: u32) -> vec2f {
  let x = (f32(column) - 0.5 * f32(grid.columns - 1u)) * grid.pixelSizeMm + grid.centreXMm;
  let y = (0.5 * f32(grid.rows - 1u) - f32(row)) * grid.pixelSizeMm + grid.centreYMm;
  return vec2f(x, y) / detector.unitMm;
}

fn slicePlace(slice: u32) -> f32 {
  return ((f32(slice) - 0.5 * f32(grid.slices - 1u)) * grid.sliceSpacingMm + grid.centreZMm) / detector.unitMm;
}

// Column, depth and weight are worked out once; the slices above are steps along the rows where the detector is upright.
fn seenColumn(layer: VolumeLayer, pixel: vec2f, z: f32, size: vec2f) -> SeenColumn {
  let slice = SliceView(inPlane(layer.across, z), 1.0, inPlane(layer.depth, z), layer.leastDepth);
  let place = fromSource(slice, pixel);
  let seen = seenAt(detector, slice, place);
  // Nearer than the least depth the weight is 0, and places are to be numbers all the same.
  let perUnit = rowsPerHeight(panel, vec2f(place.x, max(place.y, layer.leastDepth)));
  let row = panel.axisRow - layer.firstRow + perUnit * dot(layer.along, vec4f(pixel, z, 1.0));
  // Channel k lies in column 2·(k + 1), rows two texels apart, and centres of texels at halves.
  let middle = vec2f(2.0 * (detector.axisChannel + seen.x) + 2.5, 2.0 * row + 0.5);
  let step = 2.0 * perUnit * layer.along.z * (grid.sliceSpacingMm / detector.unitMm);
  return SeenColumn(middle / size, step / size.y, seen.y);
}

fn texelAt(layer: u32, column: SeenColumn, slices: f32) -> vec4f {
  let place = vec2f(column.place.x, column.place.y + slices * column.step);
  return column.weight * textureSampleLevel(texels, linear, place, layer, 0.0);
}

fn voxelIndex(slice: u32, row: u32, column: u32) -> u32 {
  return (slice * grid.rows + row - parameters.volumeRow) * grid.columns + column;
}
