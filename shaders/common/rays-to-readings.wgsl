// What scans in space have in common: an invocation follows one ray and writes its reading.
//
// A kernel says what its tables hold: alias RayView, RayChannel and RayRow, with fn spaceRay(view: RayView, channel:
// RayChannel, row: RayRow) -> Ray; and what a ray brings: fn readingOf(ray: Ray, at: u32) -> f32, at the place of the reading
// in the bound buffer. readings [views · detector rows, channels], of which that holds a part. Needs rays-parameters.wgsl.

@group(0) @binding(0) var<uniform> parameters: RaysParameters;
@group(0) @binding(1) var<storage, read> views: array<RayView>;
@group(0) @binding(2) var<storage, read> channels: array<RayChannel>;   // s, h
@group(0) @binding(3) var<storage, read> rows: array<RayRow>;           // t
@group(0) @binding(4) var<storage, read_write> readings: array<f32>;

@compute @workgroup_size(256, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = id.y * parameters.rowLength + id.x;
  if (id.x >= parameters.rowLength || index >= parameters.length) {
    return;
  }
  let channel = index % parameters.channels;
  let row = parameters.firstRow + index / parameters.channels;
  let ray = spaceRay(views[row / parameters.detectorRows], channels[channel], rows[row % parameters.detectorRows]);
  let at = parameters.rowsBefore * parameters.channels + index;
  readings[at] = readingOf(ray, at);
}
