// Where a ray is inside a shape. TypeScript twin: src/phantom/shape-intervals.ts.

struct Shape {
  centreMm: vec2f,
  axis: vec2f,            // unit vector along the first semi-axis
  semiAxesMm: vec2f,      // of a polygon: the radius of a circle that holds it, twice
  value: f32,
  firstEdge: u32,         // the half-planes that cut it, in the list of edges
  edgeCount: u32,
  isEllipse: u32,         // 1: an ellipse, cut or whole; 0: a convex polygon, the whole plane cut
}

struct Ray {
  originMm: vec2f,
  direction: vec2f,       // of length 1, so that positions along the ray are in mm
}

// A ray with a smaller part of the longest chord of its direction, squared, only grazes an ellipse and counts as a miss:
// rounding alone makes as much of a tangent.
const GRAZING: f32 = 9.5367431640625e-7;    // 2⁻²⁰

// (enter, exit) in mm along the ray, or (0, 0) where the ray misses.
//
// In coordinates where the ellipse is the unit circle the ray is o + t·d, and |o + t·d| = 1 has the roots
// t = (−o·d ± √(|d|² − (o×d)²)) / |d|².
fn ellipseInterval(shape: Shape, ray: Ray) -> vec2f {
  let fromCentre = ray.originMm - shape.centreMm;
  let across = vec2f(-shape.axis.y, shape.axis.x);
  let o = vec2f(dot(fromCentre, shape.axis), dot(fromCentre, across)) / shape.semiAxesMm;
  let d = vec2f(dot(ray.direction, shape.axis), dot(ray.direction, across)) / shape.semiAxesMm;
  let lengthSquared = dot(d, d);
  let cross = o.x * d.y - o.y * d.x;
  let discriminant = lengthSquared - cross * cross;
  if (discriminant <= GRAZING * lengthSquared) {
    return vec2f(0.0);
  }
  let middle = -dot(o, d) / lengthSquared;
  let half = sqrt(discriminant) / lengthSquared;
  return vec2f(middle - half, middle + half);
}

// The interval cut by one half-plane after the other, each (normal.x, normal.y, distance): the points with
// normal · p ≤ distance.
fn clippedInterval(shape: Shape, ray: Ray, interval: vec2f) -> vec2f {
  var enter = interval.x;
  var exit = interval.y;
  for (var e = shape.firstEdge; e < shape.firstEdge + shape.edgeCount; e++) {
    let normal = edges[e].xy;
    let outside = dot(normal, ray.originMm) - edges[e].z;
    let approach = dot(normal, ray.direction);
    if (abs(approach) < 1.0e-6) {
      // The ray runs along the edge; one exactly on it belongs to the side whose normal points right or straight up.
      let owned = normal.x > 0.0 || (normal.x == 0.0 && normal.y > 0.0);
      if (outside > 0.0 || (outside == 0.0 && !owned)) {
        return vec2f(0.0);
      }
    } else if (approach > 0.0) {
      exit = min(exit, -outside / approach);
    } else {
      enter = max(enter, -outside / approach);
    }
  }
  return select(vec2f(0.0), vec2f(enter, exit), exit > enter);
}

fn shapeInterval(shape: Shape, ray: Ray) -> vec2f {
  var interval = vec2f(-3.0e38, 3.0e38);
  if (shape.isEllipse == 1u) {
    interval = ellipseInterval(shape, ray);
    if (shape.edgeCount == 0u || interval.y <= interval.x) {
      return interval;
    }
  } else {
    // Past the circle that holds the polygon its edges need not be asked.
    let toCentre = shape.centreMm - ray.originMm;
    if (abs(toCentre.x * ray.direction.y - toCentre.y * ray.direction.x) > shape.semiAxesMm.x) {
      return vec2f(0.0);
    }
  }
  return clippedInterval(shape, ray, interval);
}
