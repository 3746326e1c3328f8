// Fourier transform of lines in workgroup memory: X(k) = Σ_n x(n)·exp(−2πi·kn / transformLength).
//
// One workgroup per line. The transform decimates in frequency and ends in bit-reversed order, which is undone as the
// line is written back (Gentleman & Sande 1966). lines [lines, transformLength], in place; a line takes 8 bytes of
// workgroup memory per point. For longer lines: fourier-step.wgsl.

override transformLength: u32;
const workgroupSize = 256u;

@group(0) @binding(0) var<storage, read> roots: array<vec2f>;      // exp(−2πi·k / transformLength), k < transformLength/2
@group(0) @binding(1) var<storage, read_write> lines: array<vec2f>;

var<workgroup> signal: array<vec2f, transformLength>;

@compute @workgroup_size(workgroupSize)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let first = group.x * transformLength;
  let butterflies = transformLength / 2u;
  for (var k = lane; k < transformLength; k += workgroupSize) {
    signal[k] = lines[first + k];
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

  let unusedBits = countLeadingZeros(transformLength) + 1u;
  for (var k = lane; k < transformLength; k += workgroupSize) {
    lines[first + (reverseBits(k) >> unusedBits)] = signal[k];
  }
}
