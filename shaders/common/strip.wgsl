// What a channel sees of an image by the distance-driven method (De Man & Basu, Phys. Med. Biol. 49:2463, 2004): the strip
// between its two edges, followed along the axis that its ray is closest to. Of each line of pixels, a row or a column, it
// covers a stretch; pixels count there for the parts of the stretch that they cover, all of them for 1, times the length of
// ray per line. Whoever sums along strips and whoever sums over them share it, so that the one is the transpose of the other.
//
// Needs scan.wgsl, placed-grid.wgsl and covered.wgsl. TypeScript twin: src/kernels/strip.ts.

struct Strip {
  alongRows: bool,    // whether its lines are the rows
  lengthMm: f32,      // of ray per line
  one: Edge,
  other: Edge,
}

struct Edge {
  u: f32,             // distance from the middle of the grid, in pixels
  forward: f32,       // of the edge's normal, along the lines and from line to line
  aside: f32,
}

// Edges run no flatter beside the lines than this cosine.
const LEAST_COSINE = 1.0 / 1024.0;

fn stripOf(view: View, ray: ChannelRay, one: ChannelRay, other: ChannelRay, grid: PlacedGridParameters) -> Strip {
  let normal = abs(rayNormal(view, ray));
  let alongRows = normal.x >= normal.y;
  let lengthMm = grid.pixelSizeMm / max(normal.x, normal.y);
  return Strip(alongRows, lengthMm, edgeOf(view, one, alongRows, grid), edgeOf(view, other, alongRows, grid));
}

fn edgeOf(view: View, ray: ChannelRay, alongRows: bool, grid: PlacedGridParameters) -> Edge {
  let normal = rayNormal(view, ray);
  let u = (ray.distanceMm - grid.centreXMm * normal.x - grid.centreYMm * normal.y) / grid.pixelSizeMm;
  let forward = select(normal.y, normal.x, alongRows);
  let least = select(LEAST_COSINE, -LEAST_COSINE, forward < 0.0);
  return Edge(u, select(forward, least, abs(forward) < LEAST_COSINE), select(normal.x, normal.y, alongRows));
}

// Where an edge crosses a line: the column in a row, the row in a column, fractional.
fn positionOf(edge: Edge, alongRows: bool, grid: PlacedGridParameters, line: u32) -> f32 {
  let middleColumn = 0.5 * f32(grid.columns - 1u);
  let middleRow = 0.5 * f32(grid.rows - 1u);
  if (alongRows) {
    return (edge.u - (middleRow - f32(line)) * edge.aside) / edge.forward + middleColumn;
  }
  return middleRow - (edge.u - (f32(line) - middleColumn) * edge.aside) / edge.forward;
}

fn stretchOn(strip: Strip, grid: PlacedGridParameters, line: u32) -> Stretch {
  let one = positionOf(strip.one, strip.alongRows, grid, line);
  return stretchBetween(one, positionOf(strip.other, strip.alongRows, grid, line));
}
