// The transpose of distance-driven-image.wgsl. How pixels find the channels that see them: common/gather-channels.wgsl.
//
// TypeScript twin: src/kernels/adjoint-distance-driven-image/plain.ts.

// The rays between channels and at both ends, [channels + 1].
@group(0) @binding(8) var<storage, read> edges: array<ChannelRay>;

// What distance-driven-image.wgsl counts the pixel for in a channel's reading.
fn weightMm(view: View, channel: i32, row: u32, column: u32) -> f32 {
  let strip = stripOf(view, rays[channel], edges[channel], edges[channel + 1], grid);
  let stretch = stretchOn(strip, grid, select(column, row, strip.alongRows));
  return partCovered(stretch, f32(select(row, column, strip.alongRows))) * strip.lengthMm;
}
