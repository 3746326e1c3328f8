// One step of a Fourier transform of lines too long for fourier-transform.wgsl: log₂(length) of them, with strides 1, 2,
// 4 … length/2, make the whole, X(k) = Σ_n x(n)·exp(−2πi·kn / length).
//
// Stockham's way leaves the spectrum in its natural order, but needs a second array to write to (Cochran et al., Proc.
// IEEE 55:1664, 1967). One invocation per butterfly. before, after [lines, length].

struct FourierStepParameters {
  length: u32,
  stride: u32,
}

@group(0) @binding(0) var<uniform> parameters: FourierStepParameters;
@group(0) @binding(1) var<storage, read> roots: array<vec2f>;      // exp(−2πi·k / length), k < length/2
@group(0) @binding(2) var<storage, read> before: array<vec2f>;
@group(0) @binding(3) var<storage, read_write> after: array<vec2f>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let half = parameters.length / 2u;
  let butterfly = id.x;
  if (butterfly >= half) {
    return;
  }
  let first = id.y * parameters.length;
  let place = butterfly % parameters.stride;
  let upper = before[first + butterfly];
  let lower = before[first + butterfly + half];
  let out = first + 2u * butterfly - place;
  after[out] = upper + lower;
  after[out + parameters.stride] = times(upper - lower, roots[butterfly - place]);
}
