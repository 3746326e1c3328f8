// Takes the transforms of two views apart and makes them the image's samples on two lines of the Fourier plane.
//
// With Z the transform of a + i·b, both real: A_k = (Z_k + Z*_{−k})/2 and B_k = (Z_k − Z*_{−k})/2i. A sample is A_k times
// the view's weight times c_k: the ramp and its window, the transform sinc² of linear interpolation between channels,
// and the phase that puts the origin on the axis; conjugated.
//
// One invocation per frequency of two views, k = 0 … transformLength − 1; those beyond transformLength/2 are the
// repetitions beyond Nyquist that linear interpolation lets pass. lines [⌈views/2⌉, transformLength];
// samples [views of the dispatch, transformLength].

@group(0) @binding(0) var<uniform> parameters: GridrecParameters;
@group(0) @binding(1) var<storage, read> views: array<GridrecView>;
@group(0) @binding(2) var<storage, read> factors: array<vec2f>;    // c_k
@group(0) @binding(3) var<storage, read> lines: array<vec2f>;
@group(0) @binding(4) var<storage, read_write> samples: array<vec2f>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let length = parameters.transformLength;
  let k = id.x;
  if (k >= length) {
    return;
  }
  let view = parameters.firstView + 2u * id.y;
  let here = lines[id.y * length + k];
  let opposite = conjugate(lines[id.y * length + (length - k) % length]);
  let out = 2u * id.y * length + k;
  let first = 0.5 * views[view].weightRad * (here + opposite);
  samples[out] = conjugate(times(first, factors[k]));
  if (view + 1u < parameters.endView) {
    let second = -0.5 * views[view + 1u].weightRad * timesI(here - opposite);
    samples[out + length] = conjugate(times(second, factors[k]));
  }
}
