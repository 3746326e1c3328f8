// Σ s·(1 − s) over each row of signals, in whole steps, so that the order of the sum does not matter: what a row takes out
// of the beam, and lets through of that. src/physics/detector-plan.ts says what becomes of it.
//
// One workgroup per row. signals [rows, channels]; steps [rows], rounded from the sum's two halves.
// TypeScript twin: src/kernels/scatter-of-rows/plain.ts.

struct ScatterSumParameters {
  firstRow: u32,          // of all rows, that this dispatch begins with
  rowsBefore: u32,        // of the bound signals, before that one
  channels: u32,
  zero: u32,
}

const LANES = 64u;
const SCATTER_STEPS: f32 = 524288.0;

@group(0) @binding(0) var<uniform> parameters: ScatterSumParameters;
@group(0) @binding(1) var<storage, read> signals: array<f32>;
@group(0) @binding(2) var<storage, read_write> steps: array<f32>;

var<workgroup> sum: atomic<u32>;

fn unknownZero() -> u32 {
  return parameters.zero;
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let row = (parameters.rowsBefore + group.x) * parameters.channels;
  for (var channel = lane; channel < parameters.channels; channel += LANES) {
    let primary = min(1.0, signals[row + channel]);
    let part = floor(product(product(primary, 1.0 - primary), SCATTER_STEPS) + 0.5);
    atomicAdd(&sum, u32(part));
  }
  workgroupBarrier();
  if (lane == 0u) {
    let all = atomicLoad(&sum);
    steps[parameters.firstRow + group.x] = f32(all >> 16u) * 65536.0 + f32(all & 0xffffu);
  }
}
