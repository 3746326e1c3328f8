// Filters views in space, filtered(k) = Σ_j kernel(k − j) · view(j), for views too long for filter-transform.wgsl.
//
// One workgroup computes 256 neighbouring channels of one view and brings the view through workgroup memory piece by
// piece. kernel [2 · channels − 1] holds lags −(channels − 1) … channels − 1.
// sinogram, filtered [views, channels]. TypeScript twin: src/operators/cpu/filter-views.ts.

const workgroupSize = 256u;

@group(0) @binding(0) var<uniform> scan: ScanParameters;
@group(0) @binding(1) var<storage, read> kernel: array<f32>;
@group(0) @binding(2) var<storage, read> sinogram: array<f32>;
@group(0) @binding(3) var<storage, read_write> filtered: array<f32>;

var<workgroup> piece: array<f32, workgroupSize>;

@compute @workgroup_size(workgroupSize)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let channel = group.x * workgroupSize + lane;
  let view = scan.firstView + group.y;
  let row = (view - scan.firstRow) * scan.channels;
  var sum = 0.0;
  for (var start = 0u; start < scan.channels; start += workgroupSize) {
    piece[lane] = 0.0;
    if (start + lane < scan.channels) {
      piece[lane] = sinogram[row + start + lane];
    }
    workgroupBarrier();
    if (channel < scan.channels) {
      let end = min(workgroupSize, scan.channels - start);
      for (var j = 0u; j < end; j++) {
        sum += kernel[channel + scan.channels - 1u - start - j] * piece[j];
      }
    }
    workgroupBarrier();
  }
  if (channel < scan.channels) {
    filtered[row + channel] = sum;
  }
}
