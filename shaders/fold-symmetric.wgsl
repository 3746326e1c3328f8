// Adds the four sums of every pixel to the pixels that they belong to:
//
//   image(x, y) += scale · (sums₀(x, y) + sums₁(y, x) + sums₂(y, −x) + sums₃(−x, y))
//   image(x, y) += scale · (sums₀(x, y) + sums₁(y, −x) + sums₂(−x, −y) + sums₃(−y, x)) for quarter turns
//
// With x = column − h, y = h − row and h = (side − 1)/2 the reflections are exact. The sums of a large image come in bands
// of rows, one to a dispatch; a sum that lies in another band counts as 0 here.
// One invocation per pixel. sums [endRow − firstRow, side]; image [side, side].

struct FoldParameters {
  side: u32,
  firstRow: u32,          // the sums are those of rows firstRow … endRow − 1
  endRow: u32,
  isTurned: u32,          // 1: the four views are quarter turns of each other
  isScaled: u32,          // 1: the sums are of views that interleave-views.wgsl has scaled
}

@group(0) @binding(0) var<uniform> fold: FoldParameters;
@group(0) @binding(1) var<storage, read> groups: array<ViewGroup>;
@group(0) @binding(2) var<storage, read> largest: array<u32>;
@group(0) @binding(3) var<storage, read> sums: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> image: array<f32>;

fn sumsAt(row: u32, column: u32) -> vec4f {
  if (row < fold.firstRow || row >= fold.endRow) {
    return vec4f(0.0);
  }
  return sums[(row - fold.firstRow) * fold.side + column];
}

@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let side = fold.side;
  if (id.x >= side || id.y >= side) {
    return;
  }
  let column = id.x;
  let row = id.y;
  let last = side - 1u;
  var sum = sumsAt(row, column).x;
  if (fold.isTurned == 1u) {
    sum += sumsAt(column, last - row).y + sumsAt(last - row, last - column).z + sumsAt(last - column, row).w;
  } else {
    sum += sumsAt(last - column, last - row).y + sumsAt(column, last - row).z + sumsAt(row, last - column).w;
  }
  var scale = 1.0;
  if (fold.isScaled == 1u) {
    scale = groups[0].weights.x * bitcast<f32>(largest[0]) / 1024.0;
  }
  image[row * side + column] += scale * sum;
}
