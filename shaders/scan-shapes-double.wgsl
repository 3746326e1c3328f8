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

fn unknownZero() -> u32 {
  return phantom.zero;
}

fn isSum() -> bool {
  return phantom.replaces == 0u;
}

fn bodyCount() -> u32 {
  return phantom.shapeCount;
}

fn bodyValue(shape: u32) -> Double {
  return shapes[shape].value;
}

fn bodyInterval(shape: u32, ray: DoubleRay) -> DoubleInterval {
  return shapeInterval(shapes[shape], ray);
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
