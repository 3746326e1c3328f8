// Line integrals less scatter. Where nothing stands in the beam the signal is 1, and what a view's channels at the
// detector's ends read beyond that is scatter, the same over the view. The object may stand before one end: that counts
// only where it reads half as much as the other or more.
//
// One invocation per reading, which finds the scatter of its view by itself. lineIntegrals, out [views, channels].
// TypeScript twin: src/kernels/subtract-scatter/plain.ts.

struct ScatterParameters {
  views: u32,
  channels: u32,
  besideObject: u32,      // channels at either end
  leastSignal: f32,
  resolution: f32,        // scatter up to this is none, and a signal no less than this part of it
  outputScale: f32,
}

@group(0) @binding(0) var<uniform> parameters: ScatterParameters;
@group(0) @binding(1) var<storage, read> lineIntegrals: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

fn signalAt(place: u32) -> f32 {
  return exp(-lineIntegrals[place] / parameters.outputScale);
}

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let channels = parameters.channels;
  if (id.x >= channels || id.y >= parameters.views) {
    return;
  }
  let row = id.y * channels;
  var first = 0.0;
  var last = 0.0;
  for (var k = 0u; k < parameters.besideObject; k++) {
    first += signalAt(row + k) - 1.0;
    last += signalAt(row + channels - 1u - k) - 1.0;
  }
  let brighter = max(first, last) / f32(parameters.besideObject);
  let other = min(first, last) / f32(parameters.besideObject);
  let scatter = max(0.0, select(brighter, 0.5 * (brighter + other), other >= 0.5 * brighter));
  if (scatter <= parameters.resolution) {
    out[row + id.x] = lineIntegrals[row + id.x];
    return;
  }
  let least = max(parameters.leastSignal, parameters.resolution * scatter);
  let signal = max(least, signalAt(row + id.x) - scatter);
  out[row + id.x] = -log(signal) * parameters.outputScale;
}
