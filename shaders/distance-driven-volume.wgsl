// What the cells of a detector see of a volume by the distance-driven method in space (common/cell-beam.wgsl), for every
// geometry (common/space-view.wgsl). The volume is 0 beyond its border voxels.
//
// One invocation per cell of a view. Of a volume in several bands, one dispatch adds what lies in one of them. volume [endRow −
// firstRow, columns], rows being slices times rows of the grid; readings [views · detector rows, channels], of which the bound
// buffer holds a part, in the volume's unit × mm.
// TypeScript twin: src/kernels/distance-driven-volume/plain.ts. Transpose: adjoint-distance-driven-volume.wgsl.

@group(0) @binding(0) var<uniform> parameters: RaysParameters;
@group(0) @binding(1) var<storage, read> views: array<SpaceView>;
@group(0) @binding(2) var<storage, read> channels: array<vec2f>;    // s, h at half steps
@group(0) @binding(3) var<storage, read> rows: array<f32>;          // t at half steps
@group(0) @binding(4) var<storage, read_write> readings: array<f32>;
@group(0) @binding(5) var<uniform> grid: VolumeGrid;
@group(0) @binding(6) var<uniform> band: VolumeBand;
@group(0) @binding(7) var<storage, read> volume: array<f32>;

@compute @workgroup_size(256, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = id.y * parameters.rowLength + id.x;
  if (id.x >= parameters.rowLength || index >= parameters.length) {
    return;
  }
  let row = parameters.firstRow + index / parameters.channels;
  let view = views[row / parameters.detectorRows];
  let beam = cellBeam(view, index % parameters.channels, row % parameters.detectorRows, grid);
  let counts = vec3u(grid.columns, grid.rows, grid.slices);
  let strides = vec3u(1u, counts.x, counts.x * counts.y);
  let middle = middlePlane(beam.planes, grid);

  var sum = 0.0;
  for (var plane = 0u; plane < counts[beam.planes]; plane++) {
    let lines = stretchAt(beam.lineEdges, f32(plane) - middle);
    let places = stretchAt(beam.placeEdges, f32(plane) - middle);
    let firstPlace = firstCovered(places, counts[beam.places]);
    let endPlace = endCovered(places, counts[beam.places]);
    let endLine = endCovered(lines, counts[beam.lines]);
    for (var line = firstCovered(lines, counts[beam.lines]); line < endLine; line++) {
      let part = partCovered(lines, f32(line));
      let at = plane * strides[beam.planes] + line * strides[beam.lines];
      for (var place = firstPlace; place < endPlace; place++) {
        sum += part * partCovered(places, f32(place)) * valueAt(at + place * strides[beam.places]);
      }
    }
  }
  sum *= beam.lengthMm;
  // What the bands before this one hold is there already.
  let at = parameters.rowsBefore * parameters.channels + index;
  if (band.firstRow > 0u) {
    sum += readings[at];
  }
  readings[at] = sum;
}

// The value of a voxel of the whole volume; 0 where another buffer holds it.
fn valueAt(index: u32) -> f32 {
  let at = i32(index) - i32(band.firstRow * grid.columns);
  if (at < 0 || at >= i32((band.endRow - band.firstRow) * grid.columns)) {
    return 0.0;
  }
  return volume[at];
}
