// Filters views in space, filtered(k) = Σ_j kernel(k − j) · (view(j) − view(j − 1)), for views too long for
// filter-transform.wgsl.
//
// One workgroup computes 256 neighbouring channels of one view and brings the view's differences through workgroup memory
// piece by piece. What a piece brings is added up by itself, so that sums of thousands are no less exact than sums of
// hundreds; contract.ts says why differences. kernel [2 · channels] holds lags −channels … channels − 1.
// sinogram, filtered [views, channels]. TypeScript twin: src/kernels/filter-views/plain.ts.

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
  let differences = scan.channels + 1u;
  var sum = 0.0;
  for (var start = 0u; start < differences; start += workgroupSize) {
    let j = start + lane;
    var difference = 0.0;
    if (j < scan.channels) {
      difference = sinogram[row + j];
    }
    if (j > 0u && j <= scan.channels) {
      difference -= sinogram[row + j - 1u];
    }
    piece[lane] = difference;
    workgroupBarrier();
    if (channel < scan.channels) {
      let end = min(workgroupSize, differences - start);
      var part = 0.0;
      for (var i = 0u; i < end; i++) {
        part += kernel[channel + scan.channels - start - i] * piece[i];
      }
      sum += part;
    }
    workgroupBarrier();
  }
  if (channel < scan.channels) {
    filtered[row + channel] = sum;
  }
}
