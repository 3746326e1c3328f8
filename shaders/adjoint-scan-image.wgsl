// The transpose of scan-image.wgsl. How pixels find the rays that pass by them: common/gather-channels.wgsl.
//
// TypeScript twin: src/kernels/adjoint-scan-image/plain.ts.

// What scan-image.wgsl counts the pixel for in a channel's reading.
fn weightMm(view: View, channel: i32, row: u32, column: u32) -> f32 {
  let ray = josephRay(view, rays[channel], grid);
  let line = select(column, row, ray.alongRows);
  let across = f32(select(row, column, ray.alongRows));
  let position = positionOnLine(ray, grid, line);
  let below = floor(position);
  let fraction = position - below;
  if (below == across) {
    return (1.0 - fraction) * lengthPerLineMm(ray, grid);
  }
  return select(0.0, fraction, below + 1.0 == across) * lengthPerLineMm(ray, grid);
}
