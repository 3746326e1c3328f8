// The transpose of a projector of volumes: volume += Σ over views, detector rows and channels of what the ray counts the voxel
// for, times its reading. WebGPU adds no floats to memory that others add to, so every voxel gathers the few rays that pass by
// it.
//
// A ray counts a voxel only where it passes the plane through the voxel's centre that is across one of the axes, less than some
// voxels from the centre along the two others. How far that may carry across, along and depth of the view's matrix from those
// of the centre follows from the matrix, and from these how far channel and row may be from those that see the centre. All
// rays between are asked for what they count. A voxel that may be beside the source is seen anywhere, so all rays are asked
// there.
//
// A kernel says how many voxels that are, fn reachOf(view: SpaceView, depth: f32, perVoxel: f32, size: vec3f) -> f32, with the
// voxel's depth from the source and how far it changes from one voxel to the next, and its sizes, all in the matrices' unit;
// and what a ray counts: fn weightMm(view: SpaceView, channel: u32, row: u32, voxel: vec3f) -> f32.
//
// One invocation per voxel. readings [views · detector rows, channels]; volume [slices · grid rows, grid columns], of either
// of which the bound buffers may hold a part. Needs space-view.wgsl, volume-grid.wgsl and volume-view.wgsl.

struct AdjointVolumeParameters {
  firstView: u32,         // this dispatch handles views firstView … endView − 1
  endView: u32,
  firstReadingsRow: u32,  // of which the bound readings hold rows firstReadingsRow … endReadingsRow − 1
  endReadingsRow: u32,
  firstRow: u32,          // the volume's row that this dispatch begins with
  rowsBefore: u32,        // of the bound volume, before that one
  length: u32,            // voxels of this dispatch
  rowLength: u32,         // invocations in one row of the dispatch
}

struct AdjointDetector {
  channels: u32,
  rows: u32,
  axisChannel: f32,
  axisRow: f32,
  channelsPerUnit: f32,
  rowsPerUnit: f32,
  unitMm: f32,            // what the matrices count in
  diverges: u32,          // 1: rays run apart
  isArc: u32,             // 1: onto an arc about the source
}

@group(0) @binding(0) var<uniform> parameters: AdjointVolumeParameters;
@group(0) @binding(1) var<uniform> detector: AdjointDetector;
@group(0) @binding(2) var<uniform> grid: VolumeGrid;
@group(0) @binding(3) var<storage, read> views: array<SpaceView>;
@group(0) @binding(4) var<storage, read> channels: array<vec2f>;    // s, h
@group(0) @binding(5) var<storage, read> rows: array<f32>;          // t
@group(0) @binding(6) var<storage, read> matrices: array<VolumeView>;
@group(0) @binding(7) var<storage, read> readings: array<f32>;
@group(0) @binding(8) var<storage, read_write> volume: array<f32>;

// Beyond what follows from the matrix, for rounding: a part of a channel or row.
const MARGIN: f32 = 0.05;

// Between which channels and rows a voxel may be counted.
struct Asked {
  fromChannel: i32,
  toChannel: i32,
  fromRow: i32,
  toRow: i32,
}

@compute @workgroup_size(256, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = id.y * parameters.rowLength + id.x;
  if (id.x >= parameters.rowLength || index >= parameters.length) {
    return;
  }
  let volumeRow = parameters.firstRow + index / grid.columns;
  let voxel = vec3u(index % grid.columns, volumeRow % grid.rows, volumeRow / grid.rows);
  let sizeMm = vec3f(grid.pixelSizeMm, -grid.pixelSizeMm, grid.sliceSpacingMm);
  let middle = 0.5 * vec3f(f32(grid.columns) - 1.0, f32(grid.rows) - 1.0, f32(grid.slices) - 1.0);
  let centreMm = vec3f(grid.centreXMm, grid.centreYMm, grid.centreZMm);
  let place = ((vec3f(voxel) - middle) * sizeMm + centreMm) / detector.unitMm;
  let size = abs(sizeMm) / detector.unitMm;

  var sum = 0.0;
  for (var view = parameters.firstView; view < parameters.endView; view++) {
    let asked = raysBy(views[view], matrices[view], place, size);
    let firstRow = view * detector.rows;
    // Those rows of the view that the bound buffer holds.
    let first = max(asked.fromRow, i32(parameters.firstReadingsRow) - i32(firstRow));
    let last = min(asked.toRow, i32(parameters.endReadingsRow) - 1 - i32(firstRow));
    for (var row = first; row <= last; row++) {
      let at = (firstRow + u32(row) - parameters.firstReadingsRow) * detector.channels;
      for (var channel = asked.fromChannel; channel <= asked.toChannel; channel++) {
        sum += weightMm(views[view], u32(channel), u32(row), vec3f(voxel)) * readings[at + u32(channel)];
      }
    }
  }
  volume[parameters.rowsBefore * grid.columns + index] += sum;
}

fn raysBy(view: SpaceView, matrix: VolumeView, place: vec3f, size: vec3f) -> Asked {
  let a = dot(matrix.across, vec4f(place, 1.0));
  let b = dot(matrix.along, vec4f(place, 1.0));
  let isParallel = detector.diverges == 0u;
  let d = select(dot(matrix.depth, vec4f(place, 1.0)), 1.0, isParallel);
  let perVoxel = select(farthest(matrix.depth.xyz * size), 0.0, isParallel);
  let reach = reachOf(view, select(abs(d), length(vec2f(a, d)), detector.isArc == 1u), perVoxel, size);
  let toA = reach * farthest(matrix.across.xyz * size);
  let toB = reach * farthest(matrix.along.xyz * size);
  if (isParallel) {
    return around(a, toA, b, toB);
  }
  let toD = reach * perVoxel;
  let isArc = detector.isArc == 1u;
  let nearest = select(abs(d), d, isArc) - toD;
  if (nearest <= 0.01 * toD) {
    return Asked(0, i32(detector.channels) - 1, 0, i32(detector.rows) - 1);
  }
  // |a′/d′ − a/d| = |(a′ − a) − (a/d)·(d′ − d)| / |d′|, and the same of b and the distance. No angle grows faster than its
  // tangent.
  let slope = a / d;
  let toSlope = (toA + abs(slope) * toD) / nearest;
  if (!isArc) {
    let rise = b / d;
    return around(slope, toSlope, rise, (toB + abs(rise) * toD) / nearest);
  }
  let distance = length(vec2f(a, d));
  let toDistance = length(vec2f(toA, toD));
  if (distance <= 1.01 * toDistance) {
    return Asked(0, i32(detector.channels) - 1, 0, i32(detector.rows) - 1);
  }
  let rise = b / distance;
  return around(atan2(a, d), toSlope, rise, (toB + abs(rise) * toDistance) / (distance - toDistance));
}

// How far a linear function with these steps from voxel to voxel may change where two of the three change by one at the most.
fn farthest(steps: vec3f) -> f32 {
  let sizes = abs(steps);
  return sizes.x + sizes.y + sizes.z - min(sizes.x, min(sizes.y, sizes.z));
}

fn around(across: f32, toAcross: f32, along: f32, toAlong: f32) -> Asked {
  let channel = detector.axisChannel + detector.channelsPerUnit * across;
  let channelsAside = abs(detector.channelsPerUnit) * toAcross + MARGIN;
  let row = detector.axisRow + detector.rowsPerUnit * along;
  let rowsAside = abs(detector.rowsPerUnit) * toAlong + MARGIN;
  let last = vec2f(f32(detector.channels), f32(detector.rows)) - 1.0;
  return Asked(
    i32(clamp(ceil(channel - channelsAside), 0.0, last.x + 1.0)),
    i32(clamp(floor(channel + channelsAside), -1.0, last.x)),
    i32(clamp(ceil(row - rowsAside), 0.0, last.y + 1.0)),
    i32(clamp(floor(row + rowsAside), -1.0, last.y))
  );
}
