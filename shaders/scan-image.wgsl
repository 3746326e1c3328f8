// Line integrals of an image by Joseph's method (common/joseph.wgsl).
//
// One invocation per ray. image [rows, columns]; sinogram [views, channels], in the image's unit × mm.
// TypeScript twin: src/kernels/scan-image/plain.ts. Transpose: adjoint-scan-image.wgsl.

@group(0) @binding(0) var<uniform> scan: ScanParameters;
@group(0) @binding(1) var<storage, read> views: array<View>;
@group(0) @binding(2) var<storage, read> rays: array<ChannelRay>;
@group(0) @binding(3) var<uniform> grid: PlacedGridParameters;
@group(0) @binding(4) var<storage, read> image: array<f32>;
@group(0) @binding(5) var<storage, read_write> sinogram: array<f32>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let channel = id.x;
  let view = scan.firstView + id.y;
  if (channel >= scan.channels || view >= scan.endView) {
    return;
  }
  let ray = josephRay(views[view], rays[channel], grid);
  var lines = grid.columns;
  var positions = i32(grid.rows);
  var strideOfLine = 1u;
  var strideOfPosition = grid.columns;
  if (ray.alongRows) {
    lines = grid.rows;
    positions = i32(grid.columns);
    strideOfLine = grid.columns;
    strideOfPosition = 1u;
  }

  var sum = 0.0;
  for (var line = 0u; line < lines; line++) {
    let position = positionOnLine(ray, grid, line);
    let floorPosition = floor(position);
    if (floorPosition < -1.0 || floorPosition >= f32(positions)) {
      continue;
    }
    let below = i32(floorPosition);
    let fraction = position - floorPosition;
    if (below >= 0) {
      sum += (1.0 - fraction) * image[line * strideOfLine + u32(below) * strideOfPosition];
    }
    if (below + 1 < positions) {
      sum += fraction * image[line * strideOfLine + u32(below + 1) * strideOfPosition];
    }
  }
  sinogram[(view - scan.firstRow) * scan.channels + channel] = sum * lengthPerLineMm(ray, grid);
}
