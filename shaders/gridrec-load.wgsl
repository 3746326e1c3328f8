// Lays views two by two into complex lines, the first as the real and the second as the imaginary part, padded with
// zeros: a transform of one line transforms both. Of a sinogram in several bands one dispatch loads the views of one.
//
// One invocation per point. sinogram [endRow − firstRow, channels]; lines [⌈views of the dispatch / 2⌉, transformLength].

@group(0) @binding(0) var<uniform> parameters: GridrecParameters;
@group(0) @binding(1) var<storage, read> views: array<GridrecView>;
@group(0) @binding(2) var<storage, read> sinogram: array<f32>;
@group(0) @binding(3) var<storage, read_write> lines: array<vec2f>;

// Whether a view stands in the band that is bound.
fn isBound(view: u32) -> bool {
  return views[view].row >= parameters.firstRow && views[view].row < parameters.endRow;
}

fn readingOf(view: u32, point: u32) -> f32 {
  if (point >= parameters.channels) {
    return 0.0;
  }
  return sinogram[(views[view].row - parameters.firstRow) * parameters.channels + point];
}

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let point = id.x;
  if (point >= parameters.transformLength) {
    return;
  }
  let view = parameters.firstView + 2u * id.y;
  let out = id.y * parameters.transformLength + point;
  if (isBound(view)) {
    lines[out].x = readingOf(view, point);
  }
  if (view + 1u >= parameters.endView) {
    lines[out].y = 0.0;
  } else if (isBound(view + 1u)) {
    lines[out].y = readingOf(view + 1u, point);
  }
}
