// Back-projection of a fan: image(x, y) += Σ_v weight_v · W_v(x, y) · q_v(channel that sees the pixel), q interpolated
// linearly between channels and 0 beyond the detector.
//
// One invocation per pixel; it gathers from every view of the dispatch, so that no two write to one place.
// projections [views, channels]; image [rows, columns]. TypeScript twin: src/operators/cpu/back-project-fan.ts.

@group(0) @binding(0) var<uniform> scan: ScanParameters;
@group(0) @binding(1) var<uniform> fan: FanParameters;
@group(0) @binding(2) var<storage, read> views: array<View>;
@group(0) @binding(3) var<uniform> grid: GridParameters;
@group(0) @binding(4) var<storage, read> projections: array<f32>;
@group(0) @binding(5) var<storage, read_write> image: array<f32>;

@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= grid.columns || id.y >= grid.rows) {
    return;
  }
  // The pixel's centre in mm. Half pixels are exact in f32, so that only one product rounds.
  let x = (f32(id.x) - 0.5 * f32(grid.columns - 1u)) * grid.pixelSizeMm;
  let y = (0.5 * f32(grid.rows - 1u) - f32(id.y)) * grid.pixelSizeMm;
  let lastChannel = i32(scan.channels) - 1;

  var sum = 0.0;
  for (var v = scan.firstView; v < scan.endView; v++) {
    let view = views[v];
    let seen = seenAt(fan, fromSource(fan, vec2f(x, y), view.cosine, view.sine));
    let position = seen.x + scan.axisChannel;
    let floorPosition = floor(position);
    if (floorPosition < -1.0 || floorPosition > f32(lastChannel)) {
      continue;
    }
    let below = i32(floorPosition);
    let row = (v - scan.firstRow) * scan.channels;
    let left = select(0.0, projections[row + u32(max(below, 0))], below >= 0);
    let right = select(0.0, projections[row + u32(min(below + 1, lastChannel))], below < lastChannel);
    sum += view.weightRad * seen.y * mix(left, right, position - floorPosition);
  }
  image[id.y * grid.columns + id.x] += sum;
}
