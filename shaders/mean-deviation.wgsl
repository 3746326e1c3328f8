// Adds to each channel's mean deviation what these views count in it: how far the channel, less its own part of a row, is
// from the parabola through its neighbours; no view counts more than ±most.
//
// One invocation per channel. weights [reach + 1, reach + 1]: of the middle and of neighbours 1, 2, … to either side, for
// 0, 1, … neighbours; row, deviations [channels]; sinogram [views, channels].
// TypeScript twin: src/kernels/mean-deviation/plain.ts.

struct DeviationParameters {
  views: u32,
  channels: u32,
  reach: u32,             // neighbours to each side, fewer near the detector's ends
  most: f32,
  share: f32,             // what a view counts in a mean
}

@group(0) @binding(0) var<uniform> parameters: DeviationParameters;
@group(0) @binding(1) var<storage, read> weights: array<f32>;
@group(0) @binding(2) var<storage, read> row: array<f32>;
@group(0) @binding(3) var<storage, read> sinogram: array<f32>;
@group(0) @binding(4) var<storage, read_write> deviations: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let channels = parameters.channels;
  if (id.x >= channels) {
    return;
  }
  let reach = min(parameters.reach, min(id.x, channels - 1u - id.x));
  let first = reach * (parameters.reach + 1u);
  var ofRow = row[id.x] * (1.0 - weights[first]);
  for (var k = 1u; k <= reach; k++) {
    ofRow -= weights[first + k] * (row[id.x - k] + row[id.x + k]);
  }
  var sum = 0.0;
  for (var view = 0u; view < parameters.views; view++) {
    let middle = view * channels + id.x;
    var deviation = sinogram[middle] * (1.0 - weights[first]) - ofRow;
    for (var k = 1u; k <= reach; k++) {
      deviation -= weights[first + k] * (sinogram[middle - k] + sinogram[middle + k]);
    }
    sum += clamp(deviation, -parameters.most, parameters.most);
  }
  deviations[id.x] += sum * parameters.share;
}
