// Views at half the spacing: number 2k + 1 stands at channel k, the first and the last half a channel beyond the ends.
// Channels are averaged with their neighbours by 1, 14, 1 sixteenths and midway numbers are made by −1, 9, 9, −1; next to
// the ends channels stay and midway numbers are means. Why so: src/kernels/refine-views/interpolation.ts.
//
// One invocation per number. views [views, channels]; refined [views, 2 · channels + 1].
// TypeScript twin: src/kernels/refine-views/plain.ts.

struct RefinementParameters {
  views: u32,
  channels: u32,
  firstSourceRow: u32,    // of the band that the views are read from
  firstRow: u32,          // of the band that they are written to
}

@group(0) @binding(0) var<uniform> refinement: RefinementParameters;
@group(0) @binding(1) var<storage, read> views: array<f32>;
@group(0) @binding(2) var<storage, read_write> refined: array<f32>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let channels = refinement.channels;
  let width = 2u * channels + 1u;
  if (id.x >= width || id.y >= refinement.views) {
    return;
  }
  let row = (refinement.firstSourceRow + id.y) * channels;
  let place = (refinement.firstRow + id.y) * width + id.x;
  if (id.x % 2u == 1u) {
    let channel = id.x / 2u;
    let here = views[row + channel];
    if (channel == 0u || channel + 1u == channels) {
      refined[place] = here;
    } else {
      refined[place] = 0.0625 * (views[row + channel - 1u] + views[row + channel + 1u]) + 0.875 * here;
    }
    return;
  }
  // Midway between the channels after − 1 and after.
  let after = id.x / 2u;
  var left = 0.0;
  var right = 0.0;
  if (after > 0u) {
    left = views[row + after - 1u];
  }
  if (after < channels) {
    right = views[row + after];
  }
  if (after < 2u || after + 1u >= channels) {
    refined[place] = 0.5 * (left + right);
    return;
  }
  refined[place] = 0.5625 * (left + right) - 0.0625 * (views[row + after - 2u] + views[row + after + 1u]);
}
