// A grid of one slice that may stand elsewhere than about the axis: src/geometry/grid.ts.

struct PlacedGridParameters {
  rows: u32,
  columns: u32,
  pixelSizeMm: f32,
  centreXMm: f32,
  centreYMm: f32,
}
