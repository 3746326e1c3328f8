// Views that are each a weighted sum of a few measured ones.
//
// One invocation per reading. Of a sinogram in several bands, one dispatch adds the terms whose views are in one band.
// sinogram [endReadingRow − firstReadingRow, channels]; out [views, channels]. TypeScript twin:
// src/kernels/mix-views/plain.ts.

struct MixParameters {
  firstView: u32,         // this dispatch handles views firstView … endView − 1
  endView: u32,
  firstRow: u32,          // the view that the bound part of `out` begins with
  channels: u32,
  firstReadingRow: u32,   // the bound sinogram holds measured views firstReadingRow … endReadingRow − 1
  endReadingRow: u32,
}

struct MixTerm {
  view: u32,              // a measured one
  share: f32,
}

@group(0) @binding(0) var<uniform> parameters: MixParameters;
@group(0) @binding(1) var<storage, read> firstTerm: array<u32>;     // [views + 1]
@group(0) @binding(2) var<storage, read> terms: array<MixTerm>;
@group(0) @binding(3) var<storage, read> sinogram: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let view = parameters.firstView + id.y;
  if (id.x >= parameters.channels || view >= parameters.endView) {
    return;
  }
  var sum = 0.0;
  for (var i = firstTerm[view]; i < firstTerm[view + 1u]; i++) {
    let term = terms[i];
    if (term.view >= parameters.firstReadingRow && term.view < parameters.endReadingRow) {
      sum += term.share * sinogram[(term.view - parameters.firstReadingRow) * parameters.channels + id.x];
    }
  }
  let place = (view - parameters.firstRow) * parameters.channels + id.x;
  if (parameters.firstReadingRow > 0u) {
    sum += out[place];
  }
  out[place] = sum;
}
