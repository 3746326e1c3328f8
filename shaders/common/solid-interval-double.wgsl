// Where a ray in space is inside a solid, in twice f32's digits. Needs double-single.wgsl, line-integral-double.wgsl and the
// list of `planes`. TypeScript twin, in double precision: src/phantom/solids/solid-intervals.ts. In f32, and with more words:
// solid-interval.wgsl.

struct DoubleSolid {
  centreHighMm: vec3f,
  reachMm: f32,           // of a sphere about the centre that holds the solid
  centreLowMm: vec3f,
  form: u32,
  local1High: vec3f,      // in the solid's frame a place p is q = (local1 · p, local2 · p, local3 · p), p from the centre
  firstPlane: u32,        // the half-spaces that cut it, in the list of planes
  local1Low: vec3f,
  planeCount: u32,
  local2High: vec3f,
  local2Low: vec3f,
  local3High: vec3f,
  local3Low: vec3f,
  value: vec2f,           // (high, low)
}

// The half-space normal · p ≤ distance, p from the solid's centre.
struct DoublePlane {
  normalHigh: vec3f,
  distanceHighMm: f32,
  normalLow: vec3f,
  distanceLowMm: f32,
}

// The round forms are q₁² + q₂² + sign·q₃² ≤ size.
const ELLIPSOID = 0u;     // sign 1, size 1
const CYLINDER = 1u;      // sign 0, size 1
const CONE = 2u;          // sign −1, size 0, above its tip
const POLYHEDRON = 3u;    // the whole space, cut

struct DoubleVector {
  x: Double,
  y: Double,
  z: Double,
}

struct DoubleRay {
  originMm: DoubleVector,
  direction: DoubleVector,    // of length 1
}

// What decides at tangents and along faces, as on the CPU.
const GRAZING: f32 = 1.4551915228366852e-11;    // 2⁻³⁶
const PARALLEL: f32 = 1.4551915228366852e-11;   // 2⁻³⁶
const ON_FACE_MM: f32 = 2.3283064365386963e-10; // 2⁻³²
// A ray whose other root through a cone is farther away than this is counted runs along the cone's side.
const ALONG_SIDE: f32 = 9.094947017729282e-13;  // 2⁻⁴⁰
// More than f32 can be wrong by in where a ray passes, as a part of how far away the centre is.
const SINGLE_MARGIN: f32 = 3.814697265625e-6;   // 2⁻¹⁸

fn doubleVector(high: vec3f, low: vec3f) -> DoubleVector {
  return DoubleVector(Double(high.x, low.x), Double(high.y, low.y), Double(high.z, low.z));
}

fn highOf(v: DoubleVector) -> vec3f {
  return vec3f(v.x.x, v.y.x, v.z.x);
}

fn doubleDot(a: DoubleVector, b: DoubleVector) -> Double {
  return doubleSum(doubleSumOfProducts(a.x, b.x, a.y, b.y), doubleProduct(a.z, b.z));
}

// a + t·b
fn doubleAlong(a: DoubleVector, t: Double, b: DoubleVector) -> DoubleVector {
  return DoubleVector(
    doubleSum(a.x, doubleProduct(t, b.x)),
    doubleSum(a.y, doubleProduct(t, b.y)),
    doubleSum(a.z, doubleProduct(t, b.z))
  );
}

// In the solid's own frame.
fn inFrame(solid: DoubleSolid, v: DoubleVector) -> DoubleVector {
  return DoubleVector(
    doubleDot(doubleVector(solid.local1High, solid.local1Low), v),
    doubleDot(doubleVector(solid.local2High, solid.local2Low), v),
    doubleDot(doubleVector(solid.local3High, solid.local3Low), v)
  );
}

// a₁b₂ − a₂b₁
fn doubleCross(a1: Double, a2: Double, b1: Double, b2: Double) -> Double {
  return doubleSumOfProducts(a1, b2, -a2, b1);
}

fn squared(a: Double) -> Double {
  return doubleProduct(a, a);
}

// From `nearest`, the ray's point next to the centre, which it is counted from. The formula stands in solid-interval.wgsl.
fn roundInterval(solid: DoubleSolid, nearest: DoubleVector, direction: DoubleVector) -> DoubleInterval {
  let o = inFrame(solid, nearest);
  let d = inFrame(solid, direction);
  let sign = 1.0 - f32(solid.form);
  let isCone = solid.form == CONE;
  let size = select(1.0, 0.0, isCone);
  let across = doubleSumOfProducts(d.x, d.x, d.y, d.y);
  let a = doubleSum(across, sign * squared(d.z));
  let b = doubleSum(doubleSumOfProducts(o.x, d.x, o.y, d.y), sign * doubleProduct(o.z, d.z));
  let c = doubleSum(doubleSum(doubleSumOfProducts(o.x, o.x, o.y, o.y), sign * squared(o.z)), Double(-size, 0.0));
  if (solid.form == CYLINDER && a.x <= PARALLEL * PARALLEL * d.z.x * d.z.x) {
    if (c.x < -GRAZING) {
      return DoubleInterval(Double(-FAR_MM, 0.0), Double(FAR_MM, 0.0));
    }
    return nowhere();
  }
  let x12 = squared(doubleCross(o.x, o.y, d.x, d.y));
  let x13 = squared(doubleCross(o.x, o.z, d.x, d.z));
  let x23 = squared(doubleCross(o.y, o.z, d.y, d.z));
  let discriminant = doubleDifference(size * a, doubleSum(x12, sign * doubleSum(x13, x23)));
  if (a.x >= 0.0 && discriminant.x <= GRAZING * select(a.x, across.x, isCone)) {
    return nowhere();
  }
  // Both roots without cancelling.
  var root = Double(0.0);
  if (discriminant.x > 0.0) {
    root = doubleSquareRoot(discriminant);
  }
  var q = doubleDifference(root, b);
  if (b.x > 0.0) {
    q = -doubleSum(b, root);
  }
  let isUpwards = d.z.x > 0.0;
  if (q.x == 0.0) {
    // Through the tip of a cone.
    return halfLine(Double(0.0), isUpwards);
  }
  let second = doubleProduct(c, doubleReciprocal(q));
  if (isCone && abs(a.x) <= ALONG_SIDE * across.x) {
    // Along its side: the other root is far away, in this cone or in the one below.
    if ((q.x > 0.0) != isUpwards) {
      return nowhere();
    }
    return halfLine(second, isUpwards);
  }
  let first = doubleProduct(q, doubleReciprocal(a));
  var least = first;
  var most = second;
  if (isLess(second, first)) {
    least = second;
    most = first;
  }
  if (a.x < 0.0) {
    if (isUpwards) {
      return halfLine(most, true);
    }
    return halfLine(least, false);
  }
  // Within one of the two cones that meet at the tip, of which the solid is the one above it.
  if (isCone && doubleSum(o.z, doubleProduct(0.5 * doubleSum(least, most), d.z)).x <= 0.0) {
    return nowhere();
  }
  return DoubleInterval(least, most);
}

// From a place on, or up to it.
fn halfLine(place: Double, isFrom: bool) -> DoubleInterval {
  if (isFrom) {
    return DoubleInterval(place, Double(FAR_MM, 0.0));
  }
  return DoubleInterval(Double(-FAR_MM, 0.0), place);
}

// The interval cut by one half-space after the other.
fn cutInterval(
  solid: DoubleSolid,
  nearest: DoubleVector,
  direction: DoubleVector,
  interval: DoubleInterval
) -> DoubleInterval {
  var enter = interval.enter;
  var exit = interval.exit;
  for (var p = solid.firstPlane; p < solid.firstPlane + solid.planeCount; p++) {
    let plane = planes[p];
    let normal = doubleVector(plane.normalHigh, plane.normalLow);
    let approach = doubleDot(normal, direction);
    let inside = doubleDifference(Double(plane.distanceHighMm, plane.distanceLowMm), doubleDot(normal, nearest));
    if (abs(approach.x) < PARALLEL) {
      // The ray runs along the face; one on it belongs to the side whose normal points right, or along y, or straight up.
      let n = plane.normalHigh;
      let owned = n.x > PARALLEL ||
        (abs(n.x) <= PARALLEL && (n.y > PARALLEL || (abs(n.y) <= PARALLEL && n.z > 0.0)));
      if (inside.x < -ON_FACE_MM || (inside.x <= ON_FACE_MM && !owned)) {
        return nowhere();
      }
    } else {
      let crossing = doubleProduct(inside, doubleReciprocal(approach));
      if (approach.x > 0.0) {
        if (isLess(crossing, exit)) {
          exit = crossing;
        }
      } else if (isLess(enter, crossing)) {
        enter = crossing;
      }
    }
    if (!isLess(enter, exit)) {
      return nowhere();
    }
  }
  return DoubleInterval(enter, exit);
}

// Whether f32 is enough to see that the ray passes by: most rays pass by most solids.
fn passesBy(solid: DoubleSolid, ray: DoubleRay) -> bool {
  let fromCentre = highOf(ray.originMm) - solid.centreHighMm;
  let distance = length(cross(fromCentre, highOf(ray.direction)));
  return distance > solid.reachMm + SINGLE_MARGIN * length(fromCentre);
}

fn solidInterval(solid: DoubleSolid, ray: DoubleRay) -> DoubleInterval {
  if (passesBy(solid, ray)) {
    return nowhere();
  }
  let centre = doubleVector(solid.centreHighMm, solid.centreLowMm);
  let fromCentre = doubleAlong(ray.originMm, Double(-1.0, 0.0), centre);
  let foot = -doubleDot(fromCentre, ray.direction);
  let nearest = doubleAlong(fromCentre, foot, ray.direction);
  var interval = DoubleInterval(Double(-FAR_MM, 0.0), Double(FAR_MM, 0.0));
  if (solid.form != POLYHEDRON) {
    interval = roundInterval(solid, nearest, ray.direction);
    if (!isLess(interval.enter, interval.exit)) {
      return nowhere();
    }
  }
  interval = cutInterval(solid, nearest, ray.direction, interval);
  if (!isLess(interval.enter, interval.exit)) {
    return nowhere();
  }
  return DoubleInterval(doubleSum(interval.enter, foot), doubleSum(interval.exit, foot));
}
