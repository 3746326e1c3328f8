// The rays of a scan in space, for every geometry.
//
// Each view has three vectors: across the detector's channels, along its rows, and ahead, where its central ray runs. With
// numbers (s, h) of a channel and t of a row, r = s·across + t·along + h·ahead, a ray
//
//   starts at the view's middle + depth·r and runs along ahead + spread·r,
//
// the middle being the point of the central ray next to the origin, so that no digits go into the way from the source.
// Parallel rays have spread 0, depth 1 and h 0; others spread 1, the depth of the middle from the source, and
// (s, h) = (slope, 0) on a flat panel, (sin γ, cos γ − 1) on an arc.
//
// TypeScript twin: src/geometry/lowered-rays.ts.

struct SpaceView {
  middleMm: vec3f,
  depthMm: f32,
  across: vec3f,
  spread: f32,
  along: vec3f,
  ahead: vec3f,
}

struct SpaceRay {
  originMm: vec3f,
  direction: vec3f,       // of length 1, so that positions along the ray are in mm
}

// channel: s, h; row: t
fn spaceRay(view: SpaceView, channel: vec2f, row: f32) -> SpaceRay {
  let aside = channel.x * view.across + row * view.along + channel.y * view.ahead;
  return SpaceRay(view.middleMm + view.depthMm * aside, normalize(view.ahead + view.spread * aside));
}
