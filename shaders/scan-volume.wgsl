// Line integrals of a volume by Joseph's method in space (common/voxel-ray.wgsl), for every geometry (common/space-view.wgsl).
// The volume is 0 beyond its border voxels.
//
// Bindings of rays and readings: common/rays-to-readings.wgsl. Of a volume in several bands, one dispatch adds what lies in
// one of them. volume [endRow − firstRow, columns], rows being slices times rows of the grid; readings in the volume's
// unit × mm.
// TypeScript twin: src/kernels/scan-volume/plain.ts. Transpose: adjoint-scan-volume.wgsl.

alias RayView = SpaceView;
alias RayChannel = vec2f;
alias RayRow = f32;
alias Ray = SpaceRay;

@group(0) @binding(5) var<uniform> grid: VolumeGrid;
@group(0) @binding(6) var<uniform> band: VolumeBand;
@group(0) @binding(7) var<storage, read> volume: array<f32>;

fn readingOf(inSpace: Ray, at: u32) -> f32 {
  let ray = voxelRay(inSpace, grid);
  let counts = vec3i(i32(grid.columns), i32(grid.rows), i32(grid.slices));
  let strides = vec3i(1, counts.x, counts.x * counts.y);
  let lines = counts[ray.lines];
  let places = counts[ray.places];
  let toNextLine = strides[ray.lines];
  let toNextPlace = strides[ray.places];

  var sum = 0.0;
  for (var plane = 0; plane < counts[ray.planes]; plane++) {
    let line = ray.line + f32(plane) * ray.lineStep;
    let place = ray.place + f32(plane) * ray.placeStep;
    // Also where these are too large for a whole number.
    if (!(line > -1.0 && line < f32(lines) && place > -1.0 && place < f32(places))) {
      continue;
    }
    let i = i32(floor(line));
    let j = i32(floor(place));
    let up = line - floor(line);
    let aside = place - floor(place);
    let index = plane * strides[ray.planes] + i * toNextLine + j * toNextPlace;
    if (i >= 0 && j >= 0) {
      sum += (1.0 - up) * (1.0 - aside) * valueAt(index);
    }
    if (i >= 0 && j + 1 < places) {
      sum += (1.0 - up) * aside * valueAt(index + toNextPlace);
    }
    if (i + 1 < lines && j >= 0) {
      sum += up * (1.0 - aside) * valueAt(index + toNextLine);
    }
    if (i + 1 < lines && j + 1 < places) {
      sum += up * aside * valueAt(index + toNextLine + toNextPlace);
    }
  }
  sum *= ray.lengthMm;
  // What the bands before this one hold is there already.
  if (band.firstRow > 0u) {
    sum += readings[at];
  }
  return sum;
}

// The value of a voxel of the whole volume; 0 where another buffer holds it.
fn valueAt(index: i32) -> f32 {
  let at = index - i32(band.firstRow * grid.columns);
  if (at < 0 || at >= i32((band.endRow - band.firstRow) * grid.columns)) {
    return 0.0;
  }
  return volume[at];
}
