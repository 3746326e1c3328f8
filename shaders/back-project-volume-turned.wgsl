// Back-projection of a volume as in back-project-volume.wgsl, four views at a time, interpolated by texture units, whose
// weights have 8 bits; texels are half floats.
//
// A layer holds the views β, β + 90°, β + 180° and β + 270°. Where the first sees a voxel, the others see it turned by 90°,
// 180° and 270°: one fetch gives four updates. An invocation owns the four voxels that a quarter turn carries into one
// another, in up to four slices, and the four places at which the layer shows them:
//
//   sum_m += Σ_n texel at place n, component (m − n) mod 4
//
// so that no sums need to be turned, or kept anywhere but in registers. The grid is square and stands about the axis; of an
// odd one the voxels on y = 0 belong to those on x = 0. Bindings: common/volume-layers.wgsl.
// volume [slices, rows, columns], of which the bound buffer holds whole slices.

// What the four views of a layer bring at one place, a column for each slice.
fn shown(i: u32, pixel: vec2f, z: f32, size: vec2f) -> mat4x4f {
  let seen = seenColumn(layers[i], pixel, z, size);
  let first = texelAt(i, seen, 0.0);
  if (isOneSlice) {
    return mat4x4f(first, vec4f(0.0), vec4f(0.0), vec4f(0.0));
  }
  return mat4x4f(first, texelAt(i, seen, 1.0), texelAt(i, seen, 2.0), texelAt(i, seen, 3.0));
}

@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let side = grid.columns;
  let half = side / 2u;
  let column = half + id.x;
  let row = id.y;
  let slice = parameters.firstSlice + select(SLICES_EACH, 1u, isOneSlice) * id.z;
  if (column >= side || row >= side - half) {
    return;
  }
  let isOdd = side % 2u == 1u;
  let isMiddle = isOdd && row == half && column == half;
  if (isOdd && row == half && !isMiddle) {
    return;
  }
  let pixel = pixelPlace(column, row);
  let z = slicePlace(slice);
  let size = vec2f(textureDimensions(texels));

  // A column for each slice, and in it a sum for each of the four voxels. From place to place the sums move on by one, and
  // with the fourth step they are back where they were.
  var sums = mat4x4f();
  for (var i = 0u; i < parameters.layers; i++) {
    var place = vec2f(pixel.y, -pixel.x);
    for (var n = 0u; n < 4u; n++) {
      let brought = shown(i, place, z, size);
      sums[0] = sums[0].wxyz + brought[0];
      if (!isOneSlice) {
        sums[1] = sums[1].wxyz + brought[1];
        sums[2] = sums[2].wxyz + brought[2];
        sums[3] = sums[3].wxyz + brought[3];
      }
      place = vec2f(place.y, -place.x);
    }
  }

  addTo(slice, row, column, isMiddle, sums[0]);
  if (!isOneSlice) {
    addTo(slice + 1u, row, column, isMiddle, sums[1]);
    addTo(slice + 2u, row, column, isMiddle, sums[2]);
    addTo(slice + 3u, row, column, isMiddle, sums[3]);
  }
}

// The sums of a voxel and of those that it is turned into; the one on the axis is turned into itself.
fn addTo(slice: u32, row: u32, column: u32, isMiddle: bool, sums: vec4f) {
  if (slice >= parameters.endSlice) {
    return;
  }
  let sum = scaleOf() * sums;
  let last = grid.columns - 1u;
  volume[voxelIndex(slice, row, column)] += sum.x;
  if (!isMiddle) {
    volume[voxelIndex(slice, last - column, row)] += sum.y;
    volume[voxelIndex(slice, last - row, last - column)] += sum.z;
    volume[voxelIndex(slice, column, last - row)] += sum.w;
  }
}

// What makes up for the scale of layer-groups.wgsl.
fn scaleOf() -> f32 {
  return parameters.scale * max(bitcast<f32>(largest[0]), 1.0e-30) / 1024.0;
}

@group(0) @binding(8) var<storage, read> largest: array<u32>;      // the bits of the largest magnitude of all readings
