// Adds to each pixel's mean deviation what these views count in it: how far the pixel, less its own part of a row, is from
// the parabola through its neighbours in the row; no view counts more than ±most.
//
// One invocation per pixel, which is a channel in a row of the detector. weights [reach + 1, reach + 1]: of the middle and
// of neighbours 1, 2, … to either side, for 0, 1, … neighbours; row, deviations [detector rows, channels]; sinogram
// [views · detector rows, channels].
// TypeScript twin: src/kernels/mean-deviation/plain.ts.

struct DeviationParameters {
  rows: u32,              // of the bound sinogram
  channels: u32,
  detectorRows: u32,
  firstDetectorRow: u32,  // that the bound sinogram begins with
  reach: u32,             // neighbours to each side, fewer near the detector's ends
  most: f32,
  share: f32,             // what a view counts in a mean
}

@group(0) @binding(0) var<uniform> parameters: DeviationParameters;
@group(0) @binding(1) var<storage, read> weights: array<f32>;
@group(0) @binding(2) var<storage, read> row: array<f32>;
@group(0) @binding(3) var<storage, read> sinogram: array<f32>;
@group(0) @binding(4) var<storage, read_write> deviations: array<f32>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let channels = parameters.channels;
  let detectorRows = parameters.detectorRows;
  if (id.x >= channels || id.y >= detectorRows) {
    return;
  }
  let pixel = id.y * channels + id.x;
  let reach = min(parameters.reach, min(id.x, channels - 1u - id.x));
  let first = reach * (parameters.reach + 1u);
  var ofRow = row[pixel] * (1.0 - weights[first]);
  for (var k = 1u; k <= reach; k++) {
    ofRow -= weights[first + k] * (row[pixel - k] + row[pixel + k]);
  }
  var sum = 0.0;
  let firstRow = (id.y + detectorRows - parameters.firstDetectorRow) % detectorRows;
  for (var rowOfView = firstRow; rowOfView < parameters.rows; rowOfView += detectorRows) {
    let middle = rowOfView * channels + id.x;
    var deviation = sinogram[middle] * (1.0 - weights[first]) - ofRow;
    for (var k = 1u; k <= reach; k++) {
      deviation -= weights[first + k] * (sinogram[middle - k] + sinogram[middle + k]);
    }
    sum += clamp(deviation, -parameters.most, parameters.most);
  }
  deviations[pixel] += sum * parameters.share;
}
