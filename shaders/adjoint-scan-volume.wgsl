// The transpose of scan-volume.wgsl: volume += Σ over views, detector rows and channels of what the ray counts the voxel for,
// times its reading. WebGPU adds no floats to memory that others add to, so every voxel gathers the few rays that pass by it.
//
// A ray counts a voxel only where it passes the plane through the voxel's centre that is across one of the axes, less than a
// voxel from the centre along the two others. How far that may carry across, along and depth of the view's matrix from those
// of the centre follows from the matrix, and from these how far channel and row may be from those that see the centre. All
// rays between are asked for what they count, by the same words as in scan-volume.wgsl. A voxel that may be beside the source
// is seen anywhere, so all rays are asked there.
//
// One invocation per voxel. readings [views · detector rows, channels]; volume [slices · grid rows, grid columns], of either
// of which the bound buffers may hold a part. TypeScript twin: src/kernels/adjoint-scan-volume/plain.ts.

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
    let asked = raysBy(matrices[view], place, size);
    let firstRow = view * detector.rows;
    // Those rows of the view that the bound buffer holds.
    let first = max(asked.fromRow, i32(parameters.firstReadingsRow) - i32(firstRow));
    let last = min(asked.toRow, i32(parameters.endReadingsRow) - 1 - i32(firstRow));
    for (var row = first; row <= last; row++) {
      let at = (firstRow + u32(row) - parameters.firstReadingsRow) * detector.channels;
      for (var channel = asked.fromChannel; channel <= asked.toChannel; channel++) {
        let ray = voxelRay(spaceRay(views[view], channels[channel], rows[row]), grid);
        sum += weightMm(ray, vec3f(voxel)) * readings[at + u32(channel)];
      }
    }
  }
  volume[parameters.rowsBefore * grid.columns + index] += sum;
}

fn raysBy(matrix: VolumeView, place: vec3f, size: vec3f) -> Asked {
  let a = dot(matrix.across, vec4f(place, 1.0));
  let b = dot(matrix.along, vec4f(place, 1.0));
  let toA = farthest(matrix.across.xyz * size);
  let toB = farthest(matrix.along.xyz * size);
  if (detector.diverges == 0u) {
    return around(a, toA, b, toB);
  }
  let d = dot(matrix.depth, vec4f(place, 1.0));
  let toD = farthest(matrix.depth.xyz * size);
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

// What scan-volume.wgsl counts a voxel (column, row, slice) for in a ray's reading.
fn weightMm(ray: VoxelRay, voxel: vec3f) -> f32 {
  let plane = voxel[ray.planes];
  let line = ray.line + plane * ray.lineStep;
  let place = ray.place + plane * ray.placeStep;
  let up = 1.0 - abs(line - voxel[ray.lines]);
  let aside = 1.0 - abs(place - voxel[ray.places]);
  return max(0.0, up) * max(0.0, aside) * ray.lengthMm;
}
