// A scan, as every kernel that walks over views or channels sees it.
// The ray of view β and channel k is the line x·cos(β − γ) + y·sin(β − γ) = u, γ the channel's fan angle and u its
// distance from the axis; for parallel rays γ = 0.
// TypeScript twin: src/geometry/scan.ts. Layout: src/compute/gpu/struct-layouts.ts.

struct ScanParameters {
  firstView: u32,         // this dispatch handles views firstView … endView − 1
  endView: u32,
  firstRow: u32,          // the view in row 0 of the bound sinogram: long ones come in bands of rows
  channels: u32,
}

// Sines and cosines come from double precision on the host: WGSL's own may be off by 2⁻¹¹.
struct View {
  cosine: f32,
  sine: f32,
}

struct ChannelRay {
  cosine: f32,            // of the fan angle γ
  sine: f32,
  distanceMm: f32,        // u
}

// Cosine and sine of β − γ.
fn rayNormal(view: View, ray: ChannelRay) -> vec2f {
  return vec2f(
    view.cosine * ray.cosine + view.sine * ray.sine,
    view.sine * ray.cosine - view.cosine * ray.sine
  );
}
