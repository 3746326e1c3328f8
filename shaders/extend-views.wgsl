// Views that go on beyond the detector's ends as those of cylinders of water do. At t channels beyond an end a view is
// √(a + b·t − w²·t²), w = 2·waterPerChannel; a + b·t is the straight line through p² + w²·t² of the channels at that end,
// by least squares, and level where it rises outwards (after Hsieh et al., Med. Phys. 31:2385, 2004, doi
// 10.1118/1.1776673). The last part of the extension, taperedPart of it, falls to nothing as cos².
//
// One invocation per reading of the longer views, each of which makes its own line. sinogram [views, channels];
// out [views, before + channels + after].
// TypeScript twin: src/kernels/extend-views/plain.ts.

struct ExtensionParameters {
  views: u32,
  channels: u32,
  before: u32,
  after: u32,
  waterPerChannel: f32,
  fitted: u32,            // channels at an end that the line goes through
  taperedPart: f32,
  firstSourceRow: u32,    // of the band that the views are read from
  firstRow: u32,          // of the band that they are written to
}

@group(0) @binding(0) var<uniform> extension: ExtensionParameters;
@group(0) @binding(1) var<storage, read> sinogram: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

const HALF_PI = 1.5707964;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let channels = extension.channels;
  let width = extension.before + channels + extension.after;
  if (id.x >= width || id.y >= extension.views) {
    return;
  }
  let source = (extension.firstSourceRow + id.y) * channels;
  let place = (extension.firstRow + id.y) * width + id.x;
  if (id.x >= extension.before && id.x < extension.before + channels) {
    out[place] = sinogram[source + id.x - extension.before];
    return;
  }
  let isBefore = id.x < extension.before;
  let w = 2.0 * extension.waterPerChannel;
  let fitted = f32(extension.fitted);
  let middle = 0.5 * (fitted - 1.0);
  var mean = 0.0;
  var moment = 0.0;
  for (var k = 0u; k < extension.fitted; k++) {
    let reading = max(0.0, sinogram[source + select(channels - 1u - k, k, isBefore)]);
    let beyond = w * f32(k);
    let squared = reading * reading + beyond * beyond;
    mean += squared / fitted;
    moment += (middle - f32(k)) * squared;
  }
  // Σ (k − middle)² of n whole numbers is n·(n² − 1)/12.
  var slope = 0.0;
  if (extension.fitted > 1u) {
    slope = 12.0 * moment / (fitted * (fitted * fitted - 1.0));
  }
  let intercept = mean + slope * middle;
  let added = f32(select(extension.after, extension.before, isBefore));
  let t = select(f32(id.x) - f32(extension.before + channels) + 1.0, f32(extension.before) - f32(id.x), isBefore);
  let far = w * t;
  let squared = intercept + min(0.0, slope) * t - far * far;
  let tapered = max(0.0, (t / (added + 1.0) - (1.0 - extension.taperedPart)) / extension.taperedPart);
  let taper = cos(HALF_PI * tapered);
  out[place] = sqrt(max(0.0, squared)) * taper * taper;
}
