// Lays views two by two into complex lines, the first as the real and the second as the imaginary part, padded with
// zeros: a transform of one line transforms both.
//
// One invocation per point. sinogram [views, channels]; lines [⌈views of the dispatch / 2⌉, transformLength].

@group(0) @binding(0) var<uniform> parameters: GridrecParameters;
@group(0) @binding(1) var<storage, read> views: array<GridrecView>;
@group(0) @binding(2) var<storage, read> sinogram: array<f32>;
@group(0) @binding(3) var<storage, read_write> lines: array<vec2f>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let point = id.x;
  if (point >= parameters.transformLength) {
    return;
  }
  let view = parameters.firstView + 2u * id.y;
  var value = vec2f(0.0);
  if (point < parameters.channels) {
    value.x = sinogram[views[view].row * parameters.channels + point];
    if (view + 1u < parameters.endView) {
      value.y = sinogram[views[view + 1u].row * parameters.channels + point];
    }
  }
  lines[id.y * parameters.transformLength + point] = value;
}
