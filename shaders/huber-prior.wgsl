// Huber's prior on differences between neighbours, 8 in a slice and 26 in space: its gradient, the curvature of the parabola
// above it in which every pixel stands alone, or what a pixel counts in it. Neighbours count 1 over their distance.
//
// One invocation per pixel. image [slices · sliceRows, columns]; out [rows, columns].
// TypeScript twin: src/kernels/huber-prior/plain.ts.

struct HuberParameters {
  side: f32,            // what neighbours count, one step away in the slice,
  diagonal: f32,        // two steps away,
  above: f32,           // in the next slice,
  sideAbove: f32,       // one step away there,
  diagonalAbove: f32,   // and two
  columns: u32,
  sliceRows: u32,       // rows of a slice
  slices: u32,
  firstRow: u32,        // this dispatch makes rows firstRow … endRow − 1
  endRow: u32,
  writtenRow: u32,      // that the bound part of `out` begins with
  quantity: u32,        // 0: gradient, 1: curvature, 2: energy
  threshold: f32,
}

@group(0) @binding(0) var<uniform> parameters: HuberParameters;
@group(0) @binding(1) var<storage, read> image: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = parameters.firstRow + id.y;
  if (id.x >= parameters.columns || row >= parameters.endRow) {
    return;
  }
  let own = image[row * parameters.columns + id.x];
  let size = vec3i(i32(parameters.columns), i32(parameters.sliceRows), i32(parameters.slices));
  let pixel = vec3i(i32(id.x), i32(row % parameters.sliceRows), i32(row / parameters.sliceRows));
  var sum = 0.0;
  for (var slice = max(0, pixel.z - 1); slice <= min(size.z - 1, pixel.z + 1); slice++) {
    for (var line = max(0, pixel.y - 1); line <= min(size.y - 1, pixel.y + 1); line++) {
      for (var column = max(0, pixel.x - 1); column <= min(size.x - 1, pixel.x + 1); column++) {
        let weight = weightOf(abs(line - pixel.y) + abs(column - pixel.x), slice != pixel.z);
        sum += weight * term(own - image[(slice * size.y + line) * size.x + column]);
      }
    }
  }
  out[(row - parameters.writtenRow) * parameters.columns + id.x] = sum;
}

fn weightOf(steps: i32, isAbove: bool) -> f32 {
  if (isAbove) {
    return select(select(parameters.diagonalAbove, parameters.sideAbove, steps == 1), parameters.above, steps == 0);
  }
  // The pixel itself is no neighbour.
  return select(select(parameters.diagonal, parameters.side, steps == 1), 0.0, steps == 0);
}

fn term(difference: f32) -> f32 {
  let most = parameters.threshold;
  let size = abs(difference);
  switch (parameters.quantity) {
    case 0u: {
      return clamp(difference, -most, most);
    }
    case 1u: {
      return select(2.0 * most / size, 2.0, size <= most);
    }
    default: {
      return 0.5 * select(most * (size - 0.5 * most), 0.5 * size * size, size <= most);
    }
  }
}
