// Where a ray in space (space-view.wgsl) is inside a solid. TypeScript twin: src/phantom/solids/solid-intervals.ts.

struct Solid {
  centreMm: vec3f,
  reachMm: f32,           // of a sphere about the centre that holds the solid
  local1: vec3f,          // in the solid's frame a place p is q = (local1 · p, local2 · p, local3 · p), p from the centre
  form: u32,
  local2: vec3f,
  firstPlane: u32,        // the half-spaces that cut it, in the list of planes
  local3: vec3f,
  planeCount: u32,
  value: f32,
}

// The round forms are q₁² + q₂² + sign·q₃² ≤ size.
const ELLIPSOID = 0u;     // sign 1, size 1
const CYLINDER = 1u;      // sign 0, size 1
const CONE = 2u;          // sign −1, size 0, above its tip
const POLYHEDRON = 3u;    // the whole space, cut

// A ray with a smaller part of the longest chord of its direction, squared, only grazes a solid and counts as a miss:
// rounding alone makes as much of a tangent.
const GRAZING: f32 = 9.5367431640625e-7;    // 2⁻²⁰
// Directions with a smaller sine of the angle between them are parallel, in single precision.
const PARALLEL: f32 = 1.0e-6;
// A ray so near to a face that it runs along is on it.
const ON_FACE_MM: f32 = 6.103515625e-5;     // 2⁻¹⁴
const FAR_MM: f32 = 1.0e30;
const MISS = vec2f(0.0);

// (enter, exit) in mm from o, or (0, 0) where the ray misses; o is next to the centre, which it is counted from.
//
// In the solid's own frame the ray is o + t·d, and with the product ⟨u, v⟩ = u₁v₁ + u₂v₂ + sign·u₃v₃ its boundary is
// a·t² + 2b·t + c = 0. The discriminant b² − a·c is size·a − (x₁₂² + sign·(x₁₃² + x₂₃²)), x_ij = o_i·d_j − o_j·d_i,
// which loses no digits to cancelling.
fn roundInterval(solid: Solid, nearest: vec3f, direction: vec3f) -> vec2f {
  let o = vec3f(dot(solid.local1, nearest), dot(solid.local2, nearest), dot(solid.local3, nearest));
  let d = vec3f(dot(solid.local1, direction), dot(solid.local2, direction), dot(solid.local3, direction));
  let sign = 1.0 - f32(solid.form);
  let size = select(1.0, 0.0, solid.form == CONE);
  let metric = vec3f(1.0, 1.0, sign);
  let across = dot(d.xy, d.xy);
  let a = dot(metric * d, d);
  let b = dot(metric * o, d);
  let c = dot(metric * o, o) - size;
  if (solid.form == CYLINDER && a <= PARALLEL * PARALLEL * d.z * d.z) {
    return select(MISS, vec2f(-FAR_MM, FAR_MM), c < -GRAZING);
  }
  let x = cross(o, d);    // (x₂₃, x₃₁, x₁₂)
  let discriminant = size * a - (x.z * x.z + sign * (x.x * x.x + x.y * x.y));
  // A ray along a cone's side: its other root is far away.
  let isAlongSide = abs(a) <= GRAZING * across;
  if ((a >= 0.0 || isAlongSide) && discriminant <= GRAZING * select(a, across, solid.form == CONE)) {
    return MISS;
  }
  // Both roots without cancelling.
  let root = sqrt(max(0.0, discriminant));
  let q = select(root - b, -(b + root), b > 0.0);
  if (q == 0.0) {
    // Through the tip of a cone.
    return select(vec2f(-FAR_MM, 0.0), vec2f(0.0, FAR_MM), d.z > 0.0);
  }
  let first = select(q / a, select(-FAR_MM, FAR_MM, q > 0.0), isAlongSide);
  let second = c / q;
  let least = min(first, second);
  let most = max(first, second);
  if (a >= 0.0 || isAlongSide) {
    // Within one of the two cones that meet at the tip, of which the solid is the one above it.
    let isBelow = solid.form == CONE && o.z + 0.5 * (least + most) * d.z <= 0.0;
    return select(vec2f(least, most), MISS, isBelow);
  }
  return select(vec2f(-FAR_MM, least), vec2f(most, FAR_MM), d.z > 0.0);
}

// The interval cut by one half-space after the other, each (normal, distance from the solid's centre).
fn cutInterval(solid: Solid, nearest: vec3f, direction: vec3f, interval: vec2f) -> vec2f {
  var enter = interval.x;
  var exit = interval.y;
  for (var p = solid.firstPlane; p < solid.firstPlane + solid.planeCount; p++) {
    let normal = planes[p].xyz;
    let outside = dot(normal, nearest) - planes[p].w;
    let approach = dot(normal, direction);
    if (abs(approach) < PARALLEL) {
      // The ray runs along the face; one on it belongs to the side whose normal points right, or along y, or straight up.
      let owned = normal.x > PARALLEL || (abs(normal.x) <= PARALLEL &&
        (normal.y > PARALLEL || (abs(normal.y) <= PARALLEL && normal.z > 0.0)));
      if (outside > ON_FACE_MM || (abs(outside) <= ON_FACE_MM && !owned)) {
        return MISS;
      }
    } else if (approach > 0.0) {
      exit = min(exit, -outside / approach);
    } else {
      enter = max(enter, -outside / approach);
    }
  }
  return select(MISS, vec2f(enter, exit), exit > enter);
}

// (enter, exit) in mm along the ray; exit ≤ enter where it misses.
fn solidInterval(solid: Solid, ray: SpaceRay) -> vec2f {
  let fromCentre = ray.originMm - solid.centreMm;
  let foot = -dot(fromCentre, ray.direction);
  let nearest = fromCentre + foot * ray.direction;
  if (dot(nearest, nearest) > solid.reachMm * solid.reachMm) {
    return MISS;
  }
  var interval = vec2f(-FAR_MM, FAR_MM);
  if (solid.form != POLYHEDRON) {
    interval = roundInterval(solid, nearest, ray.direction);
    if (interval.y <= interval.x) {
      return MISS;
    }
  }
  return foot + cutInterval(solid, nearest, ray.direction, interval);
}
