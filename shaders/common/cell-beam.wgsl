// What a cell of a detector, a channel in a row, sees of a volume by the distance-driven method in space (De Man & Basu, Phys.
// Med. Biol. 49:2463, 2004): the beam between its edges, followed along the axis on which its ray passes the most voxels. On
// each plane across that axis it covers a rectangle; voxels count there for the parts of it that they cover, all of them for 1,
// times the length of ray per plane. Each side of the rectangle lies between that pair of edges which is farther apart along
// it in the volume. Whoever sums along beams and whoever sums over them share it, so that the one is the transpose of the other.
//
// Needs space-view.wgsl, volume-grid.wgsl, voxel-ray.wgsl and covered.wgsl. Channels and rows lie at half steps: the middle of
// channel k at 2k + 1, between its edges. TypeScript twin: src/kernels/cell-beam.ts.

struct CellBeam {
  planes: u32,        // the axis that it is followed along: 0 columns, 1 rows, 2 slices
  lines: u32,         // and the axes in a plane
  places: u32,
  lineEdges: Edges,
  placeEdges: Edges,
  lengthMm: f32,      // from plane to plane along the ray
}

// Where two edges cross the middle of the volume's planes, in voxels, and how far they move from plane to plane.
struct Edges {
  starts: vec2f,
  steps: vec2f,
}

// Edges run no flatter beside the planes than this part of their direction.
const LEAST_ALONG = 1.0 / 1024.0;

// A ray from the volume's first voxel on, in voxels.
struct InVoxels {
  start: vec3f,
  along: vec3f,
}

fn inVoxels(ray: SpaceRay, grid: VolumeGrid) -> InVoxels {
  let sizeMm = vec3f(grid.pixelSizeMm, -grid.pixelSizeMm, grid.sliceSpacingMm);
  let middle = 0.5 * vec3f(f32(grid.columns) - 1.0, f32(grid.rows) - 1.0, f32(grid.slices) - 1.0);
  let start = (ray.originMm - vec3f(grid.centreXMm, grid.centreYMm, grid.centreZMm)) / sizeMm + middle;
  return InVoxels(start, ray.direction / sizeMm);
}

// Where a ray crosses the middle of the planes along another axis, and its step there.
fn crossing(ray: InVoxels, planes: u32, axis: u32, middlePlane: f32) -> vec2f {
  let across = ray.along[planes];
  let least = LEAST_ALONG * (abs(ray.along[axis]) + abs(across));
  let perPlane = select(select(least, -least, across < 0.0), across, abs(across) >= least);
  let step = ray.along[axis] / perPlane;
  return vec2f(ray.start[axis] + (middlePlane - ray.start[planes]) * step, step);
}

fn edgesAlong(axis: u32, planes: u32, middlePlane: f32, before: InVoxels, behind: InVoxels, below: InVoxels, above: InVoxels) -> Edges {
  let one = crossing(before, planes, axis, middlePlane);
  let other = crossing(behind, planes, axis, middlePlane);
  let low = crossing(below, planes, axis, middlePlane);
  let high = crossing(above, planes, axis, middlePlane);
  if (farthestApart(one, other, middlePlane) >= farthestApart(low, high, middlePlane)) {
    return Edges(vec2f(one.x, other.x), vec2f(one.y, other.y));
  }
  return Edges(vec2f(low.x, high.x), vec2f(low.y, high.y));
}

// On the first plane or the last, whichever is more: all edges may meet between.
fn farthestApart(one: vec2f, other: vec2f, toEnd: f32) -> f32 {
  return abs(one.x - other.x) + toEnd * abs(one.y - other.y);
}

fn cellBeam(view: SpaceView, channel: u32, row: u32, grid: VolumeGrid) -> CellBeam {
  let s = 2u * channel + 1u;
  let t = 2u * row + 1u;
  let ray = voxelRay(spaceRay(view, channels[s], rows[t]), grid);
  let before = inVoxels(spaceRay(view, channels[s - 1u], rows[t]), grid);
  let behind = inVoxels(spaceRay(view, channels[s + 1u], rows[t]), grid);
  let below = inVoxels(spaceRay(view, channels[s], rows[t - 1u]), grid);
  let above = inVoxels(spaceRay(view, channels[s], rows[t + 1u]), grid);
  let middle = middlePlane(ray.planes, grid);
  return CellBeam(
    ray.planes,
    ray.lines,
    ray.places,
    edgesAlong(ray.lines, ray.planes, middle, before, behind, below, above),
    edgesAlong(ray.places, ray.planes, middle, before, behind, below, above),
    ray.lengthMm
  );
}

fn middlePlane(planes: u32, grid: VolumeGrid) -> f32 {
  return 0.5 * (vec3f(f32(grid.columns), f32(grid.rows), f32(grid.slices))[planes] - 1.0);
}

// @param plane counted from the middle
fn stretchAt(edges: Edges, plane: f32) -> Stretch {
  let places = edges.starts + plane * edges.steps;
  return stretchBetween(places.x, places.y);
}
