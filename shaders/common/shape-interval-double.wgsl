// Where a ray is inside a shape, in twice f32's digits, in mm from its point next to the axis. Needs double-single.wgsl,
// line-integral-double.wgsl, the list of `edges`, and fn isSum() -> bool, which says whether lengths are all that counts.
// TypeScript twin, in double precision: src/phantom/shape-intervals.ts. In f32: shape-interval.wgsl.

struct DoubleShape {
  centreXMm: vec2f,       // all vec2f are (high, low)
  centreYMm: vec2f,
  axisX: vec2f,           // unit vector along the first semi-axis
  axisY: vec2f,
  semiAxisXMm: vec2f,
  semiAxisYMm: vec2f,
  semiAxisProduct: vec2f, // in mm²
  squareDifference: vec2f, // of the semi-axes, second less first, in mm²
  value: vec2f,
  reachMm: f32,           // of a circle that holds it, and a little more
  marginMm: f32,          // more than f32 can be wrong by in where a ray passes
  firstEdge: u32,         // the half-planes that cut it, in the list of edges
  edgeCount: u32,
  isEllipse: u32,         // 1: an ellipse, cut or whole; 0: a convex polygon, the whole plane cut
}

// The half-plane normal · p ≤ distance.
struct DoubleEdge {
  normalX: vec2f,
  normalY: vec2f,
  distanceMm: vec2f,
}

// The line x · normalX + y · normalY = distance, running towards (−normalY, normalX).
struct DoubleRay {
  normalX: Double,
  normalY: Double,
  distanceMm: Double,
}

// What decides at tangents and along edges, as on the CPU.
const GRAZING: f32 = 1.4551915228366852e-11;    // 2⁻³⁶
const PARALLEL: f32 = 1.4551915228366852e-11;   // 2⁻³⁶
const ON_EDGE_MM: f32 = 2.3283064365386963e-10; // 2⁻³²

// Whether f32 is enough to see that the ray passes by: most rays pass by most shapes.
fn passesBy(shape: DoubleShape, ray: DoubleRay) -> bool {
  let normal = vec2f(ray.normalX.x, ray.normalY.x);
  let offCentre = abs(ray.distanceMm.x - dot(normal, vec2f(shape.centreXMm.x, shape.centreYMm.x)));
  if (shape.isEllipse == 0u) {
    return offCentre > shape.reachMm;
  }
  let axis = vec2f(shape.axisX.x, shape.axisY.x);
  let along = shape.semiAxisXMm.x * dot(normal, axis);
  let across = shape.semiAxisYMm.x * dot(normal, vec2f(-axis.y, axis.x));
  return offCentre > sqrt(along * along + across * across) + shape.marginMm;
}

// The ellipse's shadow on the ray's normal has the half width s, s² = (a·along)² + (b·across)², along and across the
// normal's components in the ellipse's frame. With p the ray's distance from the centre the chord is 2ab·√(s² − p²)/s²,
// and its middle lies p·(b² − a²)·along·across/s² beyond the foot of the centre.
fn ellipseInterval(shape: DoubleShape, ray: DoubleRay) -> DoubleInterval {
  let along = doubleSumOfProducts(ray.normalX, shape.axisX, ray.normalY, shape.axisY);
  let across = doubleSumOfProducts(ray.normalY, shape.axisX, -ray.normalX, shape.axisY);
  let shadowX = doubleProduct(shape.semiAxisXMm, along);
  let shadowY = doubleProduct(shape.semiAxisYMm, across);
  let shadow = doubleSumOfProducts(shadowX, shadowX, shadowY, shadowY);
  let centre = doubleSumOfProducts(ray.normalX, shape.centreXMm, ray.normalY, shape.centreYMm);
  let offCentre = doubleDifference(ray.distanceMm, centre);
  let inside = doubleDifference(shadow, doubleProduct(offCentre, offCentre));
  if (inside.x <= GRAZING * shadow.x) {
    return nowhere();
  }
  let overShadow = doubleReciprocal(shadow);
  let half = doubleProduct(doubleProduct(shape.semiAxisProduct, doubleSquareRoot(inside)), overShadow);
  if (isSum() && shape.edgeCount == 0u) {
    // Where the chord lies need not be known.
    return DoubleInterval(-half, half);
  }
  let foot = doubleSumOfProducts(ray.normalX, shape.centreYMm, -ray.normalY, shape.centreXMm);
  let slant = doubleProduct(doubleProduct(shape.squareDifference, doubleProduct(along, across)), overShadow);
  let middle = doubleSum(foot, doubleProduct(offCentre, slant));
  return DoubleInterval(doubleDifference(middle, half), doubleSum(middle, half));
}

// The interval cut by one half-plane after the other.
fn clippedInterval(shape: DoubleShape, ray: DoubleRay, interval: DoubleInterval) -> DoubleInterval {
  var enter = interval.enter;
  var exit = interval.exit;
  for (var e = shape.firstEdge; e < shape.firstEdge + shape.edgeCount; e++) {
    let edge = edges[e];
    let across = doubleSumOfProducts(edge.normalX, ray.normalX, edge.normalY, ray.normalY);
    let approach = doubleSumOfProducts(edge.normalY, ray.normalX, -edge.normalX, ray.normalY);
    let inside = doubleDifference(edge.distanceMm, doubleProduct(ray.distanceMm, across));
    if (abs(approach.x) < PARALLEL) {
      // The ray runs along the edge; one on it belongs to the side whose normal points right or straight up.
      let owned = select(edge.normalY.x > 0.0, edge.normalX.x > 0.0, abs(edge.normalX.x) > PARALLEL);
      if (inside.x < -ON_EDGE_MM || (inside.x <= ON_EDGE_MM && !owned)) {
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

fn shapeInterval(shape: DoubleShape, ray: DoubleRay) -> DoubleInterval {
  if (passesBy(shape, ray)) {
    return nowhere();
  }
  var interval = DoubleInterval(Double(-FAR_MM, 0.0), Double(FAR_MM, 0.0));
  if (shape.isEllipse == 1u) {
    interval = ellipseInterval(shape, ray);
    if (shape.edgeCount == 0u || !isLess(interval.enter, interval.exit)) {
      return interval;
    }
  }
  return clippedInterval(shape, ray, interval);
}
