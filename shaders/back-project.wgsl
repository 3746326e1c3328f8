// Back-projection: image(x, y) += Σ_v weight_v · W_v(x, y) · q_v(channel that sees the pixel), q interpolated linearly
// between channels and 0 beyond the detector. W and the channel are those of common/lowered-scan.wgsl.
//
// One invocation per pixel; it gathers from every view of the dispatch, so that no two write to one place.
// projections [views, channels]; image [rows, columns]. TypeScript twin: src/operators/cpu/back-project.ts.

@group(0) @binding(0) var<uniform> scan: ScanParameters;
@group(0) @binding(1) var<uniform> detector: LoweredDetector;
@group(0) @binding(2) var<storage, read> views: array<SliceView>;
@group(0) @binding(3) var<uniform> grid: GridParameters;
@group(0) @binding(4) var<storage, read> projections: array<f32>;
@group(0) @binding(5) var<storage, read_write> image: array<f32>;

@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= grid.columns || id.y >= grid.rows) {
    return;
  }
  // The pixel's centre. Half pixels are exact in f32, so that only one product rounds.
  let unitsPerPixel = grid.pixelSizeMm / detector.unitMm;
  let x = (f32(id.x) - 0.5 * f32(grid.columns - 1u)) * unitsPerPixel;
  let y = (0.5 * f32(grid.rows - 1u) - f32(id.y)) * unitsPerPixel;
  let lastChannel = i32(scan.channels) - 1;

  var sum = 0.0;
  for (var v = scan.firstView; v < scan.endView; v++) {
    let view = views[v];
    let seen = seenAt(detector, view, fromSource(view, vec2f(x, y)));
    let position = seen.x + detector.axisChannel;
    let floorPosition = floor(position);
    if (floorPosition < -1.0 || floorPosition > f32(lastChannel)) {
      continue;
    }
    let below = i32(floorPosition);
    let row = (v - scan.firstRow) * scan.channels;
    let left = select(0.0, projections[row + u32(max(below, 0))], below >= 0);
    let right = select(0.0, projections[row + u32(min(below + 1, lastChannel))], below < lastChannel);
    sum += view.weight * seen.y * mix(left, right, position - floorPosition);
  }
  image[id.y * grid.columns + id.x] += sum;
}
