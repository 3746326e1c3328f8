// What a ray counts a pixel for by Joseph's method (IEEE Trans. Med. Imaging 1:192, 1982): the ray is followed along the
// axis that it is closest to, one sample per line of pixels, interpolated linearly across, times the length of ray per
// line. A line is a row or a column of the image. Whoever sums along rays and whoever sums over them share it, so that
// the one is the transpose of the other.
//
// The grid may stand elsewhere than about the axis: what is measured across the ray is counted from its middle, in pixels.
// Needs scan.wgsl and placed-grid.wgsl. TypeScript twin: src/kernels/scan-image/plain.ts.

struct JosephRay {
  cosine: f32,
  sine: f32,
  u: f32,             // distance from the middle of the grid, in pixels
  alongRows: bool,    // whether its lines are the rows
}

fn josephRay(view: View, ray: ChannelRay, grid: PlacedGridParameters) -> JosephRay {
  let normal = rayNormal(view, ray);
  let toCentreMm = grid.centreXMm * normal.x + grid.centreYMm * normal.y;
  let u = (ray.distanceMm - toCentreMm) / grid.pixelSizeMm;
  return JosephRay(normal.x, normal.y, u, abs(normal.x) >= abs(normal.y));
}

// Where a ray crosses a line: the column in a row, the row in a column, fractional.
fn positionOnLine(ray: JosephRay, grid: PlacedGridParameters, line: u32) -> f32 {
  let middleColumn = 0.5 * f32(grid.columns - 1u);
  let middleRow = 0.5 * f32(grid.rows - 1u);
  if (ray.alongRows) {
    let y = middleRow - f32(line);
    return (ray.u - y * ray.sine) / ray.cosine + middleColumn;
  }
  let x = f32(line) - middleColumn;
  return middleRow - (ray.u - x * ray.cosine) / ray.sine;
}

fn lengthPerLineMm(ray: JosephRay, grid: PlacedGridParameters) -> f32 {
  return grid.pixelSizeMm / max(abs(ray.cosine), abs(ray.sine));
}
