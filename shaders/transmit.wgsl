// Adds what is left of the beam behind the materials (Lambert & Beer, for a beam of many energies):
//
//   signal += share · Σ_E weight_E · exp(−Σ_m μ_m(E) · L_m)
//
// One invocation per reading. beam: weights [bins], then μ in 1/mm [bins × materials]; paths L in mm, the dispatch's views
// of one material after the other, [materials × views, channels]; signals [views, channels], 1 where nothing stands in
// the beam. Every operation is rounded on its own, for the same bits as on the CPU.
// TypeScript twin: src/kernels/transmit/plain.ts.

struct TransmitParameters {
  firstView: u32,         // this dispatch handles views firstView … endView − 1
  endView: u32,
  channels: u32,
  materials: u32,
  bins: u32,
  share: f32,             // what these rays count in their channels
  zero: u32,
}

@group(0) @binding(0) var<uniform> parameters: TransmitParameters;
@group(0) @binding(1) var<storage, read> beam: array<f32>;
@group(0) @binding(2) var<storage, read> paths: array<f32>;
@group(0) @binding(3) var<storage, read_write> signals: array<f32>;

// What a bin lets through counts from here on, 2⁻¹²⁰: below, numbers come near those that GPUs may take for 0.
const LEAST_PART: f32 = 0x1p-120;

fn unknownZero() -> u32 {
  return parameters.zero;
}

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let channel = id.x;
  let view = parameters.firstView + id.y;
  if (channel >= parameters.channels || view >= parameters.endView) {
    return;
  }
  let fromMaterialToMaterial = (parameters.endView - parameters.firstView) * parameters.channels;
  let ray = id.y * parameters.channels + channel;
  var sum = 0.0;
  for (var bin = 0u; bin < parameters.bins; bin++) {
    var depth = 0.0;
    for (var material = 0u; material < parameters.materials; material++) {
      let mu = beam[parameters.bins + bin * parameters.materials + material];
      depth = depth + product(mu, paths[material * fromMaterialToMaterial + ray]);
    }
    let part = product(beam[bin], expOfMinus(max(0.0, depth)));
    if (part >= LEAST_PART) {
      sum = sum + part;
    }
  }
  let reading = view * parameters.channels + channel;
  signals[reading] = signals[reading] + product(sum, parameters.share);
}
