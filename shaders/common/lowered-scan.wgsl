// Where a view sees the pixels of a slice, and what its readings count there: a scan of any geometry, as numbers.
//
// Two linear functions of a pixel's place (x, y), a across the view's central ray and d the depth from the source,
//
//   a = aₓ·x + a_y·y + a₁          d = dₓ·x + d_y·y + d₁
//
// are two rows of the view's projection matrix. With them a pixel is seen on
//
//   parallel rays   channel axisChannel + a                             and W = 1
//   a flat panel    channel axisChannel + channelsPerUnit · a/d         and W = (ℓ/d)²
//   an arc          channel axisChannel + channelsPerUnit · atan(a/d)   and W = ℓ²/(a² + d²)
//
// (Kak & Slaney 1988, ch. 3, eq. 84 and 132). Which of the three it is, is settled when a kernel is compiled for a scan,
// so that parallel rays pay for no division. Where ℓ is 0 readings count alike at any depth, W = 1. Needs arc-tangent.wgsl. TypeScript twin: src/geometry/lowered-scan.ts, which
// also says what lengths are counted in.

override diverges: bool;    // whether rays run apart
override isArc: bool;       // whether they meet an arc about the source

struct LoweredDetector {
  axisChannel: f32,         // the channel on which a = 0 is seen, fractional
  channelsPerUnit: f32,     // channels per radian on an arc, per unit of a/d on a flat panel
  weightDistance: f32,      // ℓ; 0 where readings count alike at any depth
  unitMm: f32,              // what lengths are counted in
}

struct SliceView {
  across: vec3f,            // aₓ, a_y and a₁
  weight: f32,              // what the view counts
  depth: vec3f,             // dₓ, d_y and d₁
  leastDepth: f32,          // nothing is back-projected nearer to the source
}

// (a, d) of a place.
fn fromSource(view: SliceView, place: vec2f) -> vec2f {
  let across = place.x * view.across.x + place.y * view.across.y + view.across.z;
  let depth = view.depth.z + place.x * view.depth.x + place.y * view.depth.y;
  return vec2f(across, depth);
}

// Where (a, d) is seen by rays from a point, in channels from the axis's, and W.
fn seenFromPoint(detector: LoweredDetector, view: SliceView, place: vec2f) -> vec2f {
  let across = place.x;
  let depth = place.y;
  if (depth < view.leastDepth) {
    return vec2f(0.0);
  }
  let distance = detector.weightDistance;
  if (isArc) {
    let weight = distance * distance / (across * across + depth * depth);
    return vec2f(fanAngle(across, depth) * detector.channelsPerUnit, select(weight, 1.0, distance == 0.0));
  }
  let magnification = select(distance / depth, 1.0, distance == 0.0);
  return vec2f(across / depth * detector.channelsPerUnit, magnification * magnification);
}

// The same by any rays.
fn seenAt(detector: LoweredDetector, view: SliceView, place: vec2f) -> vec2f {
  var seen = vec2f(place.x, 1.0);
  if (diverges) {
    seen = seenFromPoint(detector, view, place);
  }
  return seen;
}
