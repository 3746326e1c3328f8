// The angle of (across, depth) against the depth's axis, depth > 0. WGSL's own atan may be off by 4096 units in the last
// place. A polynomial fitted to atan(w)/w over w² = 0 … 1 is off by 1.1·10⁻⁷ at most; for larger slopes the angle is
// π/2 less that of 1/w.

fn fanAngle(across: f32, depth: f32) -> f32 {
  let w = min(abs(across), depth) / max(abs(across), depth);
  let z = w * w;
  var p = 0.0028340643;
  p = p * z - 0.0160050305;
  p = p * z + 0.0425876075;
  p = p * z - 0.0749544544;
  p = p * z + 0.106367541;
  p = p * z - 0.142025705;
  p = p * z + 0.199924836;
  p = p * z - 0.333330668;
  p = p * z + 0.999999984;
  let acute = w * p;
  let angle = select(acute, 1.57079633 - acute, abs(across) > depth);
  return select(angle, -angle, across < 0.0);
}
