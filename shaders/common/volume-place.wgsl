// Where a view of a volume sees a voxel: channel and weight by common/lowered-scan.wgsl, of the plane z = constant, and with
// b = b_x·x + b_y·y + b_z·z + b₁ the row
//
//   axisRow + rowsPerUnit · b            of parallel rays
//   axisRow + rowsPerUnit · b/d          on a flat panel
//   axisRow + rowsPerUnit · b/√(a² + d²) on an arc
//
// Where the detector's rows run along the axis, as on a circle and a helix, a, d and W are the same for all slices, and the
// row is linear in z. Needs lowered-scan.wgsl.

override isUpright: bool;     // whether the detector's rows run along the axis

struct VolumeDetector {
  channels: u32,
  rows: u32,
  axisRow: f32,
  rowsPerUnit: f32,
}

// What linear functions of x, y, z and 1 are in a plane z = constant.
fn inPlane(factors: vec4f, z: f32) -> vec3f {
  return vec3f(factors.xy, factors.w + z * factors.z);
}

// Rows for a unit of b at a place (a, d).
fn rowsPerHeight(panel: VolumeDetector, place: vec2f) -> f32 {
  if (!diverges) {
    return panel.rowsPerUnit;
  }
  return panel.rowsPerUnit / select(place.y, length(place), isArc);
}
