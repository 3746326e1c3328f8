// Gridrec, direct Fourier reconstruction of parallel views (Marone & Stampanoni, J. Synchrotron Rad. 19:1029, 2012).
//
// By the Fourier slice theorem the transform of the view at θ is a line through the image's transform, at the angle θ.
// One kernel after the other:
//   gridrec-load     views, two by two, as complex lines of transformLength points
//   fourier-…        each line transformed
//   gridrec-samples  the two views taken apart, multiplied by the ramp
//   gridrec-gather   samples on lines → cells of a Cartesian grid, by a Kaiser–Bessel window of 4 × 4 cells
//   fourier-…        each column of the grid transformed
//   gridrec-rows     the image's rows, two by two, as complex lines of gridSize points
//   fourier-…        each line transformed
//   gridrec-image    rows taken apart, cropped, and what the window shades divided out
// Everything is conjugated, which leaves the image, the real part, as it is, so that the forward transform serves
// throughout. Formulas: src/operators/polar-samples.ts, src/operators/gridding-kernel.ts.
// TypeScript twin: src/operators/cpu/reconstruct-fourier.ts.

struct GridrecParameters {
  firstView: u32,         // this dispatch handles views firstView … endView − 1 in the order of their folded angles
  endView: u32,
  channels: u32,
  transformLength: u32,   // points of a padded view
  gridSize: u32,          // cells along a side of the Cartesian grid
  cellsPerSample: f32,    // cells between two samples of a view
  rows: u32,              // pixels within the detector's reach, about the middle of the image
  columns: u32,
  imageRows: u32,
  imageColumns: u32,
  pixelSizeMm: f32,
  reachMm: f32,           // farther from the axis the image is 0
  firstRow: u32,          // the bound sinogram holds rows firstRow … endRow − 1: long ones come in bands
  endRow: u32,
  firstAcross: u32,       // the bound cells are those of frequencies across firstAcross … endAcross − 1, likewise
  endAcross: u32,
}

struct GridrecView {
  cosine: f32,
  sine: f32,
  foldedAngleRad: f32,    // modulo π: views half a turn apart lie on one line
  weightRad: f32,
  row: u32,               // in the sinogram
}
