// Exact line integrals of a phantom of shapes in twice f32's digits, rounded to f32 once at the end: what random counts
// are drawn from must be the same on every backend, and one unit in its last place changes some counts.
//
// The sums are those of scan-shapes.wgsl. One invocation per ray. sinogram [views, channels], in the phantom's unit × mm.
// TypeScript twin, in double precision: src/kernels/scan-shapes/plain.ts.

struct DoublePhantomParameters {
  shapeCount: u32,
  replaces: u32,          // 1: later shapes cover what lies beneath; 0: values add up
  zero: u32,
}

struct DoubleView {
  cosine: vec2f,          // (high, low)
  sine: vec2f,
}

struct DoubleChannelRay {
  cosine: vec2f,          // of the fan angle γ
  sine: vec2f,
  distanceMm: vec2f,      // u
}

@group(0) @binding(0) var<uniform> scan: ScanParameters;
@group(0) @binding(1) var<storage, read> views: array<DoubleView>;
@group(0) @binding(2) var<storage, read> rays: array<DoubleChannelRay>;
@group(0) @binding(3) var<uniform> phantom: DoublePhantomParameters;
@group(0) @binding(4) var<storage, read> shapes: array<DoubleShape>;
@group(0) @binding(5) var<storage, read> edges: array<DoubleEdge>;
@group(0) @binding(6) var<storage, read_write> sinogram: array<f32>;

const KEPT = 32u;           // intervals that a ray remembers; those of more shapes are computed whenever they are asked for

fn unknownZero() -> u32 {
  return phantom.zero;
}

fn isSum() -> bool {
  return phantom.replaces == 0u;
}

// Values that add up: Σ value · length, in one pass over the shapes. Values that cover each other: a walk from boundary to
// boundary, a pass for each; at each one, the last shape that the ray is inside of gives the value, and the nearest
// boundary ahead ends the stretch. What the first pass finds is kept.
fn lineIntegral(ray: DoubleRay) -> Double {
  var kept: array<DoubleInterval, KEPT>;
  var keptShapes: array<u32, KEPT>;
  var keptCount = 0u;
  var firstOther = 0u;    // shapes from here on are not kept
  var integral = Double(0.0);
  var position = Double(-FAR_MM, 0.0);
  loop {
    var value = Double(0.0);
    var next = Double(FAR_MM, 0.0);
    let knownCount = keptCount;
    let askedFrom = firstOther;
    for (var pick = 0u; pick < knownCount + phantom.shapeCount - askedFrom; pick++) {
      var interval: DoubleInterval;
      var shape: u32;
      if (pick < knownCount) {
        interval = kept[pick];
        shape = keptShapes[pick];
      } else {
        shape = askedFrom + pick - knownCount;
        interval = shapeInterval(shapes[shape], ray);
        let isHit = isLess(interval.enter, interval.exit);
        if (shape == firstOther && (!isHit || keptCount < KEPT)) {
          firstOther++;
          if (isHit) {
            kept[keptCount] = interval;
            keptShapes[keptCount] = shape;
            keptCount++;
          }
        }
        if (!isHit) {
          continue;
        }
      }
      if (isSum()) {
        let length = doubleDifference(interval.exit, interval.enter);
        integral = doubleSum(integral, doubleProduct(shapes[shape].value, length));
      } else if (isLess(position, interval.enter)) {
        if (isLess(interval.enter, next)) {
          next = interval.enter;
        }
      } else if (isLess(position, interval.exit)) {
        value = shapes[shape].value;
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

@compute @workgroup_size(64, 1)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let channel = id.x;
  let view = scan.firstView + id.y;
  if (channel >= scan.channels || view >= scan.endView) {
    return;
  }
  // Cosine and sine of β − γ.
  let fromView = views[view];
  let fromChannel = rays[channel];
  let ray = DoubleRay(
    doubleSumOfProducts(fromView.cosine, fromChannel.cosine, fromView.sine, fromChannel.sine),
    doubleSumOfProducts(fromView.sine, fromChannel.cosine, -fromView.cosine, fromChannel.sine),
    fromChannel.distanceMm
  );
  sinogram[(view - scan.firstRow) * scan.channels + channel] = lineIntegral(ray).x;
}
