// Exact line integrals of a phantom of solids, for every geometry in space (common/space-view.wgsl).
//
// add:      p = Σ_i value_i · length of the ray inside solid i
// replace:  the ray is cut at every boundary; each stretch counts with the value of the topmost solid around it
//
// Bindings of rays and readings: common/rays-to-readings.wgsl. readings in the phantom's unit × mm.
// TypeScript twin: src/kernels/scan-solids/plain.ts.

struct SolidPhantomParameters {
  solidCount: u32,
  replaces: u32,          // 1: later solids cover what lies beneath; 0: values add up
}

alias RayView = SpaceView;
alias RayChannel = vec2f;
alias RayRow = f32;
alias Ray = SpaceRay;

@group(0) @binding(5) var<uniform> phantom: SolidPhantomParameters;
@group(0) @binding(6) var<storage, read> solids: array<Solid>;
@group(0) @binding(7) var<storage, read> planes: array<vec4f>;

fn sumOfSolids(ray: SpaceRay) -> f32 {
  var integral = 0.0;
  for (var i = 0u; i < phantom.solidCount; i++) {
    let interval = solidInterval(solids[i], ray);
    integral += solids[i].value * max(0.0, interval.y - interval.x);
  }
  return integral;
}

const KEPT = 32u;           // stretches that a ray remembers; where it has more, all are computed whenever they are asked for

// Walks from boundary to boundary: at each one, the last solid that the ray is inside of gives the value, and the nearest
// boundary ahead ends the stretch.
fn sumOfTopmost(ray: SpaceRay) -> f32 {
  var kept: array<vec3f, KEPT>;   // enter, exit, value
  var hits = 0u;
  for (var i = 0u; i < phantom.solidCount; i++) {
    let interval = solidInterval(solids[i], ray);
    if (interval.y > interval.x) {
      if (hits < KEPT) {
        kept[hits] = vec3f(interval, solids[i].value);
      }
      hits++;
    }
  }
  let areKept = hits <= KEPT;
  let count = select(phantom.solidCount, hits, areKept);

  var integral = 0.0;
  var position = -FAR_MM;
  loop {
    var value = 0.0;
    var next = FAR_MM;
    for (var i = 0u; i < count; i++) {
      var stretch: vec3f;
      if (areKept) {
        stretch = kept[i];
      } else {
        stretch = vec3f(solidInterval(solids[i], ray), solids[i].value);
      }
      if (stretch.y <= stretch.x) {
        continue;
      }
      if (stretch.x > position) {
        next = min(next, stretch.x);
      } else if (stretch.y > position) {
        value = stretch.z;
        next = min(next, stretch.y);
      }
    }
    if (next >= FAR_MM) {
      break;
    }
    if (value != 0.0) {
      integral += value * (next - position);
    }
    position = next;
  }
  return integral;
}

fn readingOf(ray: Ray, at: u32) -> f32 {
  if (phantom.replaces == 1u) {
    return sumOfTopmost(ray);
  }
  return sumOfSolids(ray);
}
