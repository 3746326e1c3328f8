// The transpose of distance-driven-volume.wgsl. How voxels find the cells that see them: common/gather-rays.wgsl, whose channels
// and rows lie at half steps here.
//
// TypeScript twin: src/kernels/adjoint-distance-driven-volume/plain.ts.

// A voxel reaches half a voxel from its middle, and a cell no farther from its ray than it is wide: on a plane that it passes
// aslant an edge lies no farther along either axis than the ways to it along that axis and across the plane together.
fn reachOf(view: SpaceView, depth: f32, perVoxel: f32, size: vec3f) -> f32 {
  let byChannel = select(abs(view.across), abs(view.across) + abs(view.ahead), detector.isArc == 1u);
  let perDepth = max(
    largest(byChannel / size) / abs(detector.channelsPerUnit),
    largest(abs(view.along) / size) / abs(detector.rowsPerUnit)
  );
  if (detector.diverges == 0u) {
    return 0.5 + perDepth / detector.unitMm;
  }
  // A cell grows with its depth, which may be so many voxels more.
  let share = perDepth * perVoxel;
  return select(1.0e6, (0.5 + perDepth * depth) / (1.0 - share), share < 0.9);
}

fn largest(values: vec3f) -> f32 {
  return max(values.x, max(values.y, values.z));
}

// What distance-driven-volume.wgsl counts a voxel (column, row, slice) for in a cell's reading.
fn weightMm(view: SpaceView, channel: u32, row: u32, voxel: vec3f) -> f32 {
  let beam = cellBeam(view, channel, row, grid);
  let plane = voxel[beam.planes] - middlePlane(beam.planes, grid);
  let line = partCovered(stretchAt(beam.lineEdges, plane), voxel[beam.lines]);
  let place = partCovered(stretchAt(beam.placeEdges, plane), voxel[beam.places]);
  return line * place * beam.lengthMm;
}
