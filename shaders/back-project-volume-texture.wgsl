// Back-projection of a volume as in back-project-volume.wgsl, interpolated between rows and channels by texture units, whose
// weights have 8 bits. One view to a layer of r32float, which needs the feature float32-filterable.
//
// One invocation for up to four slices of a column of voxels and all layers. Bindings: common/volume-layers.wgsl.
// volume [slices, rows, columns], of which the bound buffer may hold a part.

@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let column = id.x;
  let row = parameters.firstRow + id.y;
  let slice = parameters.firstSlice + select(SLICES_EACH, 1u, isOneSlice) * id.z;
  if (column >= grid.columns || row >= parameters.endRow) {
    return;
  }
  let pixel = pixelPlace(column, row);
  let size = vec2f(textureDimensions(texels));

  var sum = vec4f(0.0);
  for (var i = 0u; i < parameters.layers; i++) {
    let weight = layers[i].weight;
    let seen = seenColumn(layers[i], pixel, slicePlace(slice), size);
    sum.x += weight * texelAt(i, seen, 0.0).x;
    if (!isOneSlice) {
      if (isUpright) {
        sum.y += weight * texelAt(i, seen, 1.0).x;
        sum.z += weight * texelAt(i, seen, 2.0).x;
        sum.w += weight * texelAt(i, seen, 3.0).x;
      } else {
        sum.y += weight * texelAt(i, seenColumn(layers[i], pixel, slicePlace(slice + 1u), size), 0.0).x;
        sum.z += weight * texelAt(i, seenColumn(layers[i], pixel, slicePlace(slice + 2u), size), 0.0).x;
        sum.w += weight * texelAt(i, seenColumn(layers[i], pixel, slicePlace(slice + 3u), size), 0.0).x;
      }
    }
  }
  addTo(slice, row, column, sum.x);
  if (!isOneSlice) {
    addTo(slice + 1u, row, column, sum.y);
    addTo(slice + 2u, row, column, sum.z);
    addTo(slice + 3u, row, column, sum.w);
  }
}

fn addTo(slice: u32, row: u32, column: u32, sum: f32) {
  if (slice < parameters.endSlice) {
    volume[voxelIndex(slice, row, column)] += sum;
  }
}
