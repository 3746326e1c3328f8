// What the channels see of an image by the distance-driven method (common/strip.wgsl).
//
// One invocation per channel of a view. image [rows, columns]; sinogram [views, channels], in the image's unit × mm.
// TypeScript twin: src/kernels/distance-driven-image/plain.ts. Transpose: adjoint-distance-driven-image.wgsl.

@group(0) @binding(0) var<uniform> scan: ScanParameters;
@group(0) @binding(1) var<storage, read> views: array<View>;
@group(0) @binding(2) var<storage, read> rays: array<ChannelRay>;
@group(0) @binding(3) var<uniform> grid: PlacedGridParameters;
@group(0) @binding(4) var<storage, read> image: array<f32>;
@group(0) @binding(5) var<storage, read_write> sinogram: array<f32>;
// The rays between channels and at both ends, [channels + 1].
@group(0) @binding(6) var<storage, read> edges: array<ChannelRay>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let channel = id.x;
  let view = scan.firstView + id.y;
  if (channel >= scan.channels || view >= scan.endView) {
    return;
  }
  let strip = stripOf(views[view], rays[channel], edges[channel], edges[channel + 1u], grid);
  var lines = grid.columns;
  var positions = grid.rows;
  var strideOfLine = 1u;
  var strideOfPosition = grid.columns;
  if (strip.alongRows) {
    lines = grid.rows;
    positions = grid.columns;
    strideOfLine = grid.columns;
    strideOfPosition = 1u;
  }

  var sum = 0.0;
  for (var line = 0u; line < lines; line++) {
    let stretch = stretchOn(strip, grid, line);
    let end = endCovered(stretch, positions);
    for (var position = firstCovered(stretch, positions); position < end; position++) {
      sum += partCovered(stretch, f32(position)) * image[line * strideOfLine + position * strideOfPosition];
    }
  }
  sinogram[(view - scan.firstRow) * scan.channels + channel] = sum * strip.lengthMm;
}
