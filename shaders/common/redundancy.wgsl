// What a reading of a short scan counts for, 0 … 2, as sin² ramps at both ends of the arc (Parker, Med. Phys. 9:254,
// 1982, doi 10.1118/1.595078; Silver, Med. Phys. 27:773, 2000, doi 10.1118/1.598939).
// TypeScript twin: src/kernels/redundancy-weight.ts, which says why.

// sin²(π/2 · part), part 0 … 1, by the sine's series: WGSL's own sine may be off by 2⁻¹¹.
fn smoothRise(part: f32) -> f32 {
  let y = 1.57079633 * part;
  let z = y * y;
  let sine = y * (1.0 + z * (-1.0 / 6.0 + z * (1.0 / 120.0 + z * (-1.0 / 5040.0 + z * (1.0 / 362880.0 - z / 39916800.0)))));
  return sine * sine;
}

fn rampPart(alongRad: f32, halfLengthRad: f32) -> f32 {
  if (halfLengthRad <= 0.0) {
    return 1.0;
  }
  return clamp(alongRad / (2.0 * halfLengthRad), 0.0, 1.0);
}

fn redundancyWeight(elapsedRad: f32, fanAngleRad: f32, halfExcessRad: f32) -> f32 {
  let rise = rampPart(elapsedRad, halfExcessRad + fanAngleRad);
  let fall = rampPart(3.14159265 + 2.0 * halfExcessRad - elapsedRad, halfExcessRad - fanAngleRad);
  return 2.0 * smoothRise(rise) * smoothRise(fall);
}
