// Line integrals over bodies that a ray has one interval in each, in twice f32's digits. Needs double-single.wgsl,
// struct DoubleRay, fn isSum() -> bool, and of the bodies fn bodyCount() -> u32, fn bodyValue(body: u32) -> Double and
// fn bodyInterval(body: u32, ray: DoubleRay) -> DoubleInterval.

// In mm along the ray from where it is counted; exit = enter where the ray misses.
struct DoubleInterval {
  enter: Double,
  exit: Double,
}

// Farther than any ray goes.
const FAR_MM: f32 = 3.0e38;

fn nowhere() -> DoubleInterval {
  return DoubleInterval(Double(0.0), Double(0.0));
}

const KEPT = 32u;           // intervals that a ray remembers; those of more bodies are computed whenever they are asked for

// Values that add up: Σ value · length, in one pass over the bodies. Values that cover each other: a walk from boundary to
// boundary, a pass for each; at each one, the last body that the ray is inside of gives the value, and the nearest
// boundary ahead ends the stretch. What the first pass finds is kept.
fn lineIntegral(ray: DoubleRay) -> Double {
  var kept: array<DoubleInterval, KEPT>;
  var keptBodies: array<u32, KEPT>;
  var keptCount = 0u;
  var firstOther = 0u;    // bodies from here on are not kept
  var integral = Double(0.0);
  var position = Double(-FAR_MM, 0.0);
  loop {
    var value = Double(0.0);
    var next = Double(FAR_MM, 0.0);
    let knownCount = keptCount;
    let askedFrom = firstOther;
    for (var pick = 0u; pick < knownCount + bodyCount() - askedFrom; pick++) {
      var interval: DoubleInterval;
      var body: u32;
      if (pick < knownCount) {
        interval = kept[pick];
        body = keptBodies[pick];
      } else {
        body = askedFrom + pick - knownCount;
        interval = bodyInterval(body, ray);
        let isHit = isLess(interval.enter, interval.exit);
        if (body == firstOther && (!isHit || keptCount < KEPT)) {
          firstOther++;
          if (isHit) {
            kept[keptCount] = interval;
            keptBodies[keptCount] = body;
            keptCount++;
          }
        }
        if (!isHit) {
          continue;
        }
      }
      if (isSum()) {
        let length = doubleDifference(interval.exit, interval.enter);
        integral = doubleSum(integral, doubleProduct(bodyValue(body), length));
      } else if (isLess(position, interval.enter)) {
        if (isLess(interval.enter, next)) {
          next = interval.enter;
        }
      } else if (isLess(position, interval.exit)) {
        value = bodyValue(body);
        if (isLess(interval.exit, next)) {
          next = interval.exit;
        }
      }
    }
    if (next.x == FAR_MM) {
      break;
    }
    if (value.x != 0.0) {
      integral = doubleSum(integral, doubleProduct(value, doubleDifference(next, position)));
    }
    position = next;
  }
  return integral;
}
