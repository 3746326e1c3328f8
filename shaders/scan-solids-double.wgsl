// Exact line integrals of a phantom of solids in twice f32's digits, rounded to f32 once at the end: what random counts are
// drawn from must be the same on every backend, and one unit in its last place changes some counts.
//
// Rays and sums are those of scan-solids.wgsl. Bindings of rays and readings: common/rays-to-readings.wgsl. readings in the
// phantom's unit × mm. TypeScript twin, in double precision: src/kernels/scan-solids/plain.ts.

struct DoubleSolidPhantom {
  solidCount: u32,
  replaces: u32,          // 1: later solids cover what lies beneath; 0: values add up
  zero: u32,
}

struct DoubleSpaceView {
  middleHighMm: vec3f,
  spread: f32,
  middleLowMm: vec3f,
  acrossHigh: vec3f,
  acrossLow: vec3f,
  alongHigh: vec3f,
  alongLow: vec3f,
  aheadHigh: vec3f,
  aheadLow: vec3f,
  depthMm: vec2f,         // (high, low)
}

alias RayView = DoubleSpaceView;
alias RayChannel = vec4f;   // s, h, each (high, low)
alias RayRow = Double;
alias Ray = DoubleRay;

@group(0) @binding(5) var<uniform> phantom: DoubleSolidPhantom;
@group(0) @binding(6) var<storage, read> solids: array<DoubleSolid>;
@group(0) @binding(7) var<storage, read> planes: array<DoublePlane>;

fn unknownZero() -> u32 {
  return phantom.zero;
}

fn isSum() -> bool {
  return phantom.replaces == 0u;
}

fn bodyCount() -> u32 {
  return phantom.solidCount;
}

fn bodyValue(solid: u32) -> Double {
  return solids[solid].value;
}

fn bodyInterval(solid: u32, ray: DoubleRay) -> DoubleInterval {
  return solidInterval(solids[solid], ray);
}

fn spaceRay(view: DoubleSpaceView, channel: vec4f, row: Double) -> DoubleRay {
  let ahead = doubleVector(view.aheadHigh, view.aheadLow);
  var aside = DoubleVector(Double(0.0), Double(0.0), Double(0.0));
  aside = doubleAlong(aside, channel.xy, doubleVector(view.acrossHigh, view.acrossLow));
  aside = doubleAlong(aside, row, doubleVector(view.alongHigh, view.alongLow));
  aside = doubleAlong(aside, channel.zw, ahead);
  let origin = doubleAlong(doubleVector(view.middleHighMm, view.middleLowMm), view.depthMm, aside);
  let towards = doubleAlong(ahead, Double(view.spread, 0.0), aside);
  let overLength = doubleReciprocal(doubleSquareRoot(doubleDot(towards, towards)));
  let direction = DoubleVector(
    doubleProduct(towards.x, overLength),
    doubleProduct(towards.y, overLength),
    doubleProduct(towards.z, overLength)
  );
  return DoubleRay(origin, direction);
}

fn readingOf(ray: Ray, at: u32) -> f32 {
  return lineIntegral(ray).x;
}
