// How a ray goes through a volume by Joseph's method in space (IEEE Trans. Med. Imaging 1:192, 1982): it is followed along
// the axis on which it passes the most voxels, one sample for each plane of voxels across that axis, interpolated linearly in
// both directions in the plane, times the length of ray per plane. Whoever sums along rays and whoever sums over them share
// it, so that the one is the transpose of the other.
//
// Needs space-view.wgsl and volume-grid.wgsl. TypeScript twin: src/kernels/voxel-ray.ts.

struct VoxelRay {
  planes: u32,        // the axis that it is followed along: 0 columns, 1 rows, 2 slices
  lines: u32,         // and the axes in a plane
  places: u32,
  line: f32,          // where it crosses plane 0, in voxels
  place: f32,
  lineStep: f32,      // and how far it moves from plane to plane
  placeStep: f32,
  lengthMm: f32,      // from plane to plane along the ray
}

// Rays that pass nearly as many voxels on two axes are followed along rows rather than columns, and along these rather than
// slices, so that those at just 45° go the same way however their directions are rounded.
const LEANING = vec3f(1.0000152587890625, 1.000030517578125, 1.0);

fn voxelRay(ray: SpaceRay, grid: VolumeGrid) -> VoxelRay {
  let sizeMm = vec3f(grid.pixelSizeMm, -grid.pixelSizeMm, grid.sliceSpacingMm);
  let middle = 0.5 * vec3f(f32(grid.columns) - 1.0, f32(grid.rows) - 1.0, f32(grid.slices) - 1.0);
  let start = (ray.originMm - vec3f(grid.centreXMm, grid.centreYMm, grid.centreZMm)) / sizeMm + middle;
  let perMm = ray.direction / sizeMm;
  let size = abs(perMm) * LEANING;
  var axes = vec3u(2u, 1u, 0u);     // planes, lines, places
  if (size.y >= size.x && size.y >= size.z) {
    axes = vec3u(1u, 2u, 0u);
  } else if (size.x >= size.z) {
    axes = vec3u(0u, 2u, 1u);
  }
  let lineStep = perMm[axes.y] / perMm[axes.x];
  let placeStep = perMm[axes.z] / perMm[axes.x];
  let line = start[axes.y] - start[axes.x] * lineStep;
  let place = start[axes.z] - start[axes.x] * placeStep;
  return VoxelRay(axes.x, axes.y, axes.z, line, place, lineStep, placeStep, 1.0 / abs(perMm[axes.x]));
}
