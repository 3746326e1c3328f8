// Adds the four sums of every pixel to the pixels that they belong to, and clears them:
//
//   image(x, y) += scale · (sums₀(x, y) + sums₁(y, x) + sums₂(y, −x) + sums₃(−x, y))
//
// With x = column − h, y = h − row and h = (side − 1)/2 the reflections are exact. One invocation per pixel.
// sums, image [side, side].

struct FoldParameters {
  side: u32,
  isScaled: u32,          // 1: the sums are of views that interleave-views.wgsl has scaled
}

@group(0) @binding(0) var<uniform> fold: FoldParameters;
@group(0) @binding(1) var<storage, read> groups: array<ViewGroup>;
@group(0) @binding(2) var<storage, read> largest: array<u32>;
@group(0) @binding(3) var<storage, read> sums: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> image: array<f32>;

@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let side = fold.side;
  if (id.x >= side || id.y >= side) {
    return;
  }
  let column = id.x;
  let row = id.y;
  let last = side - 1u;
  let sum = sums[row * side + column].x
    + sums[(last - column) * side + last - row].y
    + sums[column * side + last - row].z
    + sums[row * side + last - column].w;
  var scale = 1.0;
  if (fold.isScaled == 1u) {
    scale = groups[0].weights.x * bitcast<f32>(largest[0]) / 1024.0;
  }
  image[row * side + column] += scale * sum;
}
