// Filters views in frequency: differences of neighbours, transform, multiply by the response to them, transform back.
//
// One workgroup takes two views through one complex transform in workgroup memory, as its real and its imaginary part:
// the filter's kernel is real, so that the parts do not mix. The forward transform decimates in frequency and leaves
// its result in bit-reversed order; the response is stored in that order too; the inverse decimates in time and takes
// bit-reversed order in. So nothing is ever reordered. (Cooley & Tukey 1965; Gentleman & Sande 1966.)
//
// Differences instead of the views themselves keep the rounding of their largest values out of the fine detail, which a
// ramp would raise it above: contract.ts says more.
//
// sinogram, filtered [views, channels]; views are padded with zeros to transformLength ≥ 2 · channels, so that the
// convolution is linear. TypeScript twin: src/kernels/filter-views/plain.ts.

override transformLength: u32;
const workgroupSize = 256u;

@group(0) @binding(0) var<uniform> scan: ScanParameters;
@group(0) @binding(1) var<storage, read> roots: array<vec2f>;      // exp(−2πi·k / transformLength), k < transformLength/2
@group(0) @binding(2) var<storage, read> response: array<vec2f>;   // bit-reversed, divided by transformLength
@group(0) @binding(3) var<storage, read> sinogram: array<f32>;
@group(0) @binding(4) var<storage, read_write> filtered: array<f32>;

var<workgroup> signal: array<vec2f, transformLength>;

@compute @workgroup_size(workgroupSize)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let view = scan.firstView + 2u * group.x;
  let hasSecond = view + 1u < scan.endView;
  let first = (view - scan.firstRow) * scan.channels;
  let second = first + scan.channels;
  let butterflies = transformLength / 2u;

  for (var k = lane; k < transformLength; k += workgroupSize) {
    var difference = vec2f(0.0);
    if (k < scan.channels) {
      difference.x = sinogram[first + k];
      if (hasSecond) {
        difference.y = sinogram[second + k];
      }
    }
    if (k > 0u && k <= scan.channels) {
      difference.x -= sinogram[first + k - 1u];
      if (hasSecond) {
        difference.y -= sinogram[second + k - 1u];
      }
    }
    signal[k] = difference;
  }
  workgroupBarrier();

  for (var half = butterflies; half > 0u; half /= 2u) {
    for (var b = lane; b < butterflies; b += workgroupSize) {
      let k = b % half;
      let i = 2u * (b - k) + k;
      let upper = signal[i];
      let lower = signal[i + half];
      signal[i] = upper + lower;
      signal[i + half] = times(upper - lower, roots[k * (butterflies / half)]);
    }
    workgroupBarrier();
  }

  for (var k = lane; k < transformLength; k += workgroupSize) {
    signal[k] = times(signal[k], response[k]);
  }
  workgroupBarrier();

  for (var half = 1u; half <= butterflies; half *= 2u) {
    for (var b = lane; b < butterflies; b += workgroupSize) {
      let k = b % half;
      let i = 2u * (b - k) + k;
      let root = roots[k * (butterflies / half)];
      let upper = signal[i];
      let lower = times(signal[i + half], vec2f(root.x, -root.y));
      signal[i] = upper + lower;
      signal[i + half] = upper - lower;
    }
    workgroupBarrier();
  }

  for (var k = lane; k < scan.channels; k += workgroupSize) {
    filtered[first + k] = signal[k].x;
    if (hasSecond) {
      filtered[second + k] = signal[k].y;
    }
  }
}
