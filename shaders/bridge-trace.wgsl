// Every view with a straight line instead of each run of channels whose trace is not 0, from the reading before the
// run to the reading after it; at the detector's end the one reading there is.
//
// One invocation per reading, which looks for the ends of its own run. sinogram, trace, out [views, channels].
// TypeScript twin: src/kernels/bridge-trace/plain.ts.

struct ViewsParameters {
  views: u32,
  channels: u32,
  share: f32,             // what a view counts in a mean
}

@group(0) @binding(0) var<uniform> parameters: ViewsParameters;
@group(0) @binding(1) var<storage, read> sinogram: array<f32>;
@group(0) @binding(2) var<storage, read> traces: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let channels = parameters.channels;
  if (id.x >= channels || id.y >= parameters.views) {
    return;
  }
  let row = id.y * channels;
  if (!(traces[row + id.x] > 0.0)) {
    out[row + id.x] = sinogram[row + id.x];
    return;
  }
  var first = id.x;
  while (first > 0u && traces[row + first - 1u] > 0.0) {
    first--;
  }
  var end = id.x + 1u;
  while (end < channels && traces[row + end] > 0.0) {
    end++;
  }
  var after = 0.0;
  if (end < channels) {
    after = sinogram[row + end];
  } else if (first > 0u) {
    after = sinogram[row + first - 1u];
  }
  var before = after;
  if (first > 0u) {
    before = sinogram[row + first - 1u];
  }
  out[row + id.x] = before + (after - before) * f32(id.x - first + 1u) / f32(end - first + 1u);
}
