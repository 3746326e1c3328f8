// Exact line integrals of a phantom of shapes.
//
// add:      p = Σ_i value_i · length of the ray inside shape i
// replace:  the ray is cut at every boundary; each stretch counts with the value of the topmost shape around it
//
// One invocation per ray. sinogram [views, channels], in the phantom's unit × mm.
// TypeScript twin: src/kernels/scan-shapes/plain.ts.

struct PhantomParameters {
  shapeCount: u32,
  replaces: u32,          // 1: later shapes cover what lies beneath; 0: values add up
}

@group(0) @binding(0) var<uniform> scan: ScanParameters;
@group(0) @binding(1) var<storage, read> views: array<View>;
@group(0) @binding(2) var<storage, read> rays: array<ChannelRay>;
@group(0) @binding(3) var<uniform> phantom: PhantomParameters;
@group(0) @binding(4) var<storage, read> shapes: array<Shape>;
@group(0) @binding(5) var<storage, read> edges: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> sinogram: array<f32>;

fn sumOfShapes(ray: Ray) -> f32 {
  var integral = 0.0;
  for (var i = 0u; i < phantom.shapeCount; i++) {
    let interval = shapeInterval(shapes[i], ray);
    integral += shapes[i].value * (interval.y - interval.x);
  }
  return integral;
}

// Walks from boundary to boundary: at each one, the last shape that the ray is inside of gives the value, and the
// nearest boundary ahead ends the stretch.
fn sumOfTopmost(ray: Ray) -> f32 {
  var integral = 0.0;
  var position = -3.0e38;
  loop {
    var value = 0.0;
    var next = 3.0e38;
    for (var i = 0u; i < phantom.shapeCount; i++) {
      let interval = shapeInterval(shapes[i], ray);
      if (interval.y <= interval.x) {
        continue;
      }
      if (interval.x > position) {
        next = min(next, interval.x);
      } else if (interval.y > position) {
        value = shapes[i].value;
        next = min(next, interval.y);
      }
    }
    if (next > 1.0e38) {
      break;
    }
    if (value != 0.0) {
      integral += value * (next - position);
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
  let normal = rayNormal(views[view], rays[channel]);
  let ray = Ray(rays[channel].distanceMm * normal, vec2f(-normal.y, normal.x));
  var integral: f32;
  if (phantom.replaces == 1u) {
    integral = sumOfTopmost(ray);
  } else {
    integral = sumOfShapes(ray);
  }
  sinogram[(view - scan.firstRow) * scan.channels + channel] = integral;
}
