// A grid of square pixels centred on the axis, row 0 at the top. TypeScript twin: src/geometry/grid.ts.

struct GridParameters {
  rows: u32,
  columns: u32,
  pixelSizeMm: f32,
}
