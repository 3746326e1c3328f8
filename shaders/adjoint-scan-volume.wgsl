// The transpose of scan-volume.wgsl. How voxels find the rays that pass by them: common/gather-rays.wgsl.
//
// TypeScript twin: src/kernels/adjoint-scan-volume/plain.ts.

// Samples lie less than a voxel from those that they are taken of.
fn reachOf(view: SpaceView, depth: f32, perVoxel: f32, size: vec3f) -> f32 {
  return 1.0;
}

// What scan-volume.wgsl counts a voxel (column, row, slice) for in a ray's reading.
fn weightMm(view: SpaceView, channel: u32, row: u32, voxel: vec3f) -> f32 {
  let ray = voxelRay(spaceRay(view, channels[channel], rows[row]), grid);
  let plane = voxel[ray.planes];
  let line = ray.line + plane * ray.lineStep;
  let place = ray.place + plane * ray.placeStep;
  let up = 1.0 - abs(line - voxel[ray.lines]);
  let aside = 1.0 - abs(place - voxel[ray.places]);
  return max(0.0, up) * max(0.0, aside) * ray.lengthMm;
}
