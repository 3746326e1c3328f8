// A fan-beam scan for the kernels that back-project it. With v = x·cosβ + y·sinβ across the central ray and
// t = D − x·sinβ + y·cosβ, the depth from the source, a pixel is seen at tanγ = v/t, and counts 1/(v² + t²) on an arc,
// D²/t² on a flat panel (Kak & Slaney 1988, ch. 3, eq. 84 and 132).
// TypeScript twin: src/operators/cpu/back-project-fan.ts. Layout: src/compute/gpu/struct-layouts.ts.

struct FanParameters {
  sourceToIsocenterMm: f32,
  leastDepthMm: f32,      // nothing is back-projected nearer to the source
  channelsPerUnit: f32,   // channels per radian on an arc, per unit of tanγ on a flat panel
  isArc: u32,
}

// A place (x, y) in mm as the source of a view sees it: (v, t).
fn fromSource(fan: FanParameters, place: vec2f, cosine: f32, sine: f32) -> vec2f {
  let across = place.x * cosine + place.y * sine;
  let depth = fan.sourceToIsocenterMm - place.x * sine + place.y * cosine;
  return vec2f(across, depth);
}

// Where the place (v, t) is seen, in channels from the central ray, and what its reading counts for.
fn seenAt(fan: FanParameters, place: vec2f) -> vec2f {
  let across = place.x;
  let depth = place.y;
  if (depth < fan.leastDepthMm) {
    return vec2f(0.0);
  }
  if (fan.isArc == 1u) {
    return vec2f(fanAngle(across, depth) * fan.channelsPerUnit, 1.0 / (across * across + depth * depth));
  }
  let magnification = fan.sourceToIsocenterMm / depth;
  return vec2f(across / depth * fan.channelsPerUnit, magnification * magnification);
}
