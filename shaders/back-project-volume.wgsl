// Back-projection of a volume: volume(x, y, z) += Σ_v weight_v · W_v(x, y, z) · q_v(row, channel that see the voxel), q
// interpolated linearly between rows and channels and 0 beyond the detector. Where a voxel is seen: common/volume-place.wgsl.
//
// One invocation for four slices of a column of voxels; it gathers from every view of the dispatch, so that no two write to
// one place. readings [views, detector rows, channels]; volume [slices, rows, columns], of either of which the bound buffers
// may hold a part. TypeScript twin: src/operators/cpu/back-project-volume.ts. The same through texture units:
// back-project-volume-texture.wgsl.

const SLICES_EACH = 4u;

struct VolumeParameters {
  firstView: u32,             // this dispatch handles views firstView … endView − 1
  endView: u32,
  readingsRow: u32,           // the row, views times detector rows, that the bound readings begin with
  firstSlice: u32,            // and these slices of these rows of the grid
  endSlice: u32,
  firstRow: u32,
  endRow: u32,
  volumeRow: u32,             // the row, slices times grid rows, that the bound volume begins with
}

@group(0) @binding(0) var<uniform> parameters: VolumeParameters;
@group(0) @binding(1) var<uniform> detector: LoweredDetector;
@group(0) @binding(2) var<uniform> panel: VolumeDetector;
@group(0) @binding(3) var<storage, read> views: array<VolumeView>;
@group(0) @binding(4) var<uniform> grid: VolumeGrid;
@group(0) @binding(5) var<storage, read> readings: array<f32>;
@group(0) @binding(6) var<storage, read_write> volume: array<f32>;

// What a view shows of a plane z = constant, for the functions of slices.
fn sliceOf(view: VolumeView, z: f32) -> SliceView {
  return SliceView(inPlane(view.across, z), view.weight, inPlane(view.depth, z), view.leastDepth);
}

// One row of a view between two channels; 0 beyond the detector.
fn inRow(v: u32, row: i32, below: i32, part: f32) -> f32 {
  if (row < 0 || row >= i32(panel.rows)) {
    return 0.0;
  }
  let last = i32(panel.channels) - 1;
  let first = (v * panel.rows + u32(row) - parameters.readingsRow) * panel.channels;
  let left = select(0.0, readings[first + u32(max(below, 0))], below >= 0);
  let right = select(0.0, readings[first + u32(min(below + 1, last))], below < last);
  return mix(left, right, part);
}

// A view between two channels and two rows.
fn readingAt(v: u32, row: f32, channel: f32) -> f32 {
  let lower = floor(row);
  let left = floor(channel);
  if (lower < -1.0 || lower >= f32(panel.rows) || left < -1.0 || left >= f32(panel.channels)) {
    return 0.0;
  }
  let part = channel - left;
  let below = inRow(v, i32(lower), i32(left), part);
  let above = inRow(v, i32(lower) + 1, i32(left), part);
  return mix(below, above, row - lower);
}

// What a view brings for a voxel.
fn shownBy(v: u32, view: VolumeView, place: vec3f) -> f32 {
  let slice = sliceOf(view, place.z);
  let across = fromSource(slice, place.xy);
  if (diverges && across.y < view.leastDepth) {
    return 0.0;
  }
  let seen = seenAt(detector, slice, across);
  let row = panel.axisRow + rowsPerHeight(panel, across) * dot(view.along, vec4f(place, 1.0));
  return view.weight * seen.y * readingAt(v, row, detector.axisChannel + seen.x);
}

// The same for four voxels one above the other, where channel and weight are the same for all of them.
fn shownUpright(v: u32, view: VolumeView, place: vec2f, z: vec4f) -> vec4f {
  let slice = sliceOf(view, 0.0);
  let across = fromSource(slice, place);
  if (diverges && across.y < view.leastDepth) {
    return vec4f(0.0);
  }
  let seen = seenAt(detector, slice, across);
  let channel = detector.axisChannel + seen.x;
  if (channel <= -1.0 || channel >= f32(panel.channels)) {
    return vec4f(0.0);
  }
  let row = panel.axisRow + rowsPerHeight(panel, across) * (view.along.z * z + view.along.w);
  let shown = vec4f(
    readingAt(v, row.x, channel),
    readingAt(v, row.y, channel),
    readingAt(v, row.z, channel),
    readingAt(v, row.w, channel)
  );
  return view.weight * seen.y * shown;
}

@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let column = id.x;
  let row = parameters.firstRow + id.y;
  let slice = parameters.firstSlice + SLICES_EACH * id.z;
  if (column >= grid.columns || row >= parameters.endRow) {
    return;
  }
  let unit = detector.unitMm;
  let x = ((f32(column) - 0.5 * f32(grid.columns - 1u)) * grid.pixelSizeMm + grid.centreXMm) / unit;
  let y = ((0.5 * f32(grid.rows - 1u) - f32(row)) * grid.pixelSizeMm + grid.centreYMm) / unit;
  let slices = vec4f(vec4u(slice, slice + 1u, slice + 2u, slice + 3u));
  let z = ((slices - 0.5 * f32(grid.slices - 1u)) * grid.sliceSpacingMm + grid.centreZMm) / unit;

  var sum = vec4f(0.0);
  for (var v = parameters.firstView; v < parameters.endView; v++) {
    let view = views[v];
    if (isUpright) {
      sum += shownUpright(v, view, vec2f(x, y), z);
    } else {
      sum += vec4f(
        shownBy(v, view, vec3f(x, y, z.x)),
        shownBy(v, view, vec3f(x, y, z.y)),
        shownBy(v, view, vec3f(x, y, z.z)),
        shownBy(v, view, vec3f(x, y, z.w))
      );
    }
  }
  for (var i = 0u; i < SLICES_EACH && slice + i < parameters.endSlice; i++) {
    let voxel = ((slice + i) * grid.rows + row - parameters.volumeRow) * grid.columns + column;
    volume[voxel] += sum[i];
  }
}
