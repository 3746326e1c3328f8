// Line integrals as a detector gives them: scatter, crosstalk, gain, counting, electronic noise, logarithm. The model and
// its sources stand in src/physics/detector-plan.ts.
//
// One workgroup per row of a view. signals, lineIntegrals [views · detector rows, channels]; gains [detector rows, channels];
// scatter [views], as a part of the unattenuated signal; starved [views · detector rows]: channels left with too little.
// Every operation is rounded on its own, for the same bits as on the CPU. TypeScript twin: src/kernels/detect/plain.ts.

struct DetectorParameters {
  firstRow: u32,          // of all rows of all views, that this dispatch begins with
  rowsBefore: u32,        // of the bound signals, before that one
  channels: u32,
  detectorRows: u32,
  seed: u32,
  photons: f32,           // of an unattenuated reading; 0: no noise
  photonsInverse: f32,
  electronicNoise: f32,   // RMS, in photons
  neighbourShare: f32,    // of a channel's signal, to each of its neighbours
  leastReading: f32,
  deadReading: f32,       // of a channel whose gain is 0
  outputScale: f32,
  zero: u32,
}

const LANES = 64u;

@group(0) @binding(0) var<uniform> parameters: DetectorParameters;
@group(0) @binding(1) var<storage, read> gains: array<f32>;
@group(0) @binding(2) var<storage, read> scatter: array<f32>;
@group(0) @binding(3) var<storage, read> signals: array<f32>;
@group(0) @binding(4) var<storage, read_write> lineIntegrals: array<f32>;
@group(0) @binding(5) var<storage, read_write> starved: array<f32>;

var<workgroup> starvedChannels: atomic<u32>;

fn unknownZero() -> u32 {
  return parameters.zero;
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let channels = parameters.channels;
  let rowOfAll = parameters.firstRow + group.x;
  let view = rowOfAll / parameters.detectorRows;
  let firstPixel = (rowOfAll % parameters.detectorRows) * channels;
  let row = (parameters.rowsBefore + group.x) * channels;

  for (var channel = lane; channel < channels; channel += LANES) {
    let own = signals[row + channel];
    let left = signals[row + max(channel, 1u) - 1u];
    let right = signals[row + min(channel + 1u, channels - 1u)];
    let leaked = product(parameters.neighbourShare, (left - own) + (right - own));
    let signal = product(gains[firstPixel + channel], (own + leaked) + scatter[view]);
    var reading = signal;
    if (parameters.photons > 0.0) {
      let words = philox(vec4u(firstPixel + channel, view, 0u, 0u), vec2u(parameters.seed, 0u));
      let count = poissonQuantile(product(signal, parameters.photons), words.x);
      reading = count + product(parameters.electronicNoise, normalQuantile(words.y));
    }
    if (reading < parameters.leastReading) {
      atomicAdd(&starvedChannels, 1u);
      reading = select(parameters.leastReading, parameters.deadReading, gains[firstPixel + channel] == 0.0);
    }
    let logarithm = naturalLog(product(reading, parameters.photonsInverse));
    lineIntegrals[row + channel] = product(-logarithm, parameters.outputScale);
  }
  workgroupBarrier();
  if (lane == 0u) {
    starved[rowOfAll] = f32(atomicLoad(&starvedChannels));
  }
}
