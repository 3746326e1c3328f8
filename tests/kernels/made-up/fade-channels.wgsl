// Readings times a share for each channel, and what is given to all of them. One invocation per reading; readings, out
// [views, channels]; shares [channels]. TypeScript twin: plain.ts beside this file.

struct FadeParameters {
  firstView: u32,         // this dispatch handles views firstView … endView − 1
  endView: u32,
  firstRow: u32,          // the view that the bound part of the arrays begins with
  channels: u32,
  added: f32,
}

@group(0) @binding(0) var<uniform> parameters: FadeParameters;
@group(0) @binding(1) var<storage, read> shares: array<f32>;
@group(0) @binding(2) var<storage, read> readings: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let view = parameters.firstView + id.y;
  if (id.x >= parameters.channels || view >= parameters.endView) {
    return;
  }
  let place = (view - parameters.firstRow) * parameters.channels + id.x;
  out[place] = shares[id.x] * readings[place] + parameters.added;
}
