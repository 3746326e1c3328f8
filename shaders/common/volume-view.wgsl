// A view of a volume: the rows of its projection matrix. TypeScript twin: src/geometry/lowered-scan.ts.

struct VolumeView {
  across: vec4f,              // the factors of x, y, z and 1
  along: vec4f,
  depth: vec4f,
  weight: f32,                // what the view counts
  leastDepth: f32,            // nothing is back-projected nearer to the source
}
