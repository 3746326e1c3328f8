// Four views at once. On a square grid centred on the axis the views θ, 90° − θ, 90° + θ and 180° − θ have one detector
// coordinate in common for the pixels (x, y), (y, x), (−y, x) and (−x, y): the coordinate of θ at (x, y) serves all
// four, and so does one fetch where the four views lie side by side. Their sums are kept apart, as the four components
// of `sums`, and added where they belong at the end (fold-symmetric.wgsl).
// Where rays run apart, the views β, β + 90°, β + 180° and β + 270° have that in common for (x, y), (−y, x), (−x, −y) and
// (y, −x).
// TypeScript: src/operators/symmetric-views.ts.

struct SymmetricParameters {
  side: u32,              // pixels along each side of the image
  firstGroup: u32,        // this dispatch handles groups firstGroup … endGroup − 1
  endGroup: u32,
  firstRow: u32,          // and rows firstRow … endRow − 1 of the image: the sums of a large one are made band by band
  endRow: u32,
  channels: u32,
  unitsPerPixel: f32,     // a pixel's side in the unit that lowered-scan.wgsl counts lengths in
}

struct ViewGroup {
  views: vec4u,           // the rows of the four views, θ or β first
  weights: vec4f,         // what each counts, in radians
}
