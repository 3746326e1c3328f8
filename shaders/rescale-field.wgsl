// Changes the length of every vector of a field, in place: to the nearest point of a ball, p·min(1, length/|p|), or to its
// direction, smoothed about 0, p/√(|p|² + length²).
//
// One invocation per pixel. field [rows, components · columns], the components of a row beside one another.
// TypeScript twin: src/kernels/rescale-field/plain.ts.

struct RescaleParameters {
  columns: u32,      // of the image
  components: u32,
  firstRow: u32,     // of the bound buffer: this dispatch changes rows firstRow … endRow − 1
  endRow: u32,
  shortens: u32,     // 1: to a point of the ball; 0: to the direction
  length: f32,
}

@group(0) @binding(0) var<uniform> parameters: RescaleParameters;
@group(0) @binding(1) var<storage, read_write> field: array<f32>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = parameters.firstRow + id.y;
  if (id.x >= parameters.columns || row >= parameters.endRow) {
    return;
  }
  let first = row * parameters.components * parameters.columns + id.x;
  var vector = vec3f(field[first], field[first + parameters.columns], 0.0);
  if (parameters.components == 3u) {
    vector.z = field[first + 2u * parameters.columns];
  }
  let squares = dot(vector, vector);
  let most = parameters.length;
  if (parameters.shortens == 0u) {
    vector /= sqrt(squares + most * most);
  } else if (squares > most * most) {
    vector *= most / sqrt(squares);
  }
  field[first] = vector.x;
  field[first + parameters.columns] = vector.y;
  if (parameters.components == 3u) {
    field[first + 2u * parameters.columns] = vector.z;
  }
}
