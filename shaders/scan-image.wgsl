// Line integrals of an image by Joseph's method (IEEE Trans. Med. Imaging 1:192, 1982): the ray is followed along the
// axis it is closest to, one sample per line of pixels, interpolated linearly across, times the length of ray per line.
//
// The grid may stand elsewhere than about the axis: u is then counted from its middle.
//
// One invocation per ray. image [rows, columns]; sinogram [views, channels], in the image's unit × mm.
// TypeScript twin: src/operators/cpu/scan-image.ts.

struct PlacedGridParameters {
  rows: u32,
  columns: u32,
  pixelSizeMm: f32,
  centreXMm: f32,
  centreYMm: f32,
}

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
  let normal = rayNormal(views[view], rays[channel]);
  let cosine = normal.x;
  let sine = normal.y;
  // Everything across the ray is measured in pixels from the middle of the image.
  let toCentreMm = grid.centreXMm * cosine + grid.centreYMm * sine;
  let u = (rays[channel].distanceMm - toCentreMm) / grid.pixelSizeMm;
  let middleColumn = 0.5 * f32(grid.columns - 1u);
  let middleRow = 0.5 * f32(grid.rows - 1u);

  let alongRows = abs(cosine) >= abs(sine);
  var lines = grid.columns;
  var positions = i32(grid.rows);
  var strideOfLine = 1u;
  var strideOfPosition = grid.columns;
  if (alongRows) {
    lines = grid.rows;
    positions = i32(grid.columns);
    strideOfLine = grid.columns;
    strideOfPosition = 1u;
  }

  var sum = 0.0;
  for (var line = 0u; line < lines; line++) {
    var position: f32;
    if (alongRows) {
      let y = middleRow - f32(line);
      position = (u - y * sine) / cosine + middleColumn;
    } else {
      let x = f32(line) - middleColumn;
      position = middleRow - (u - x * cosine) / sine;
    }
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
  let lengthPerLineMm = grid.pixelSizeMm / max(abs(cosine), abs(sine));
  sinogram[(view - scan.firstRow) * scan.channels + channel] = sum * lengthPerLineMm;
}
