// The chords of one ellipse in one parallel view, added to a row of line integrals (AssemblyScript).
//
// For the view θ the ellipse casts a shadow of half width s, s² = a²·cos²(θ − φ) + b²·sin²(θ − φ), about its centre's
// coordinate u₀, and the chord at u is 2ab/s²·√(s² − (u − u₀)²) (Kak & Slaney 1988, ch. 3, eq. 5). Sums are kept in
// double precision, since lesions of 1 % stand on top of a whole skull.

/**
 * @param row f64[channels], added to
 * @param firstU coordinate of channel 0 from the ellipse's centre, in mm
 * @param halfShadow s in mm
 * @param amplitude value · 2ab/s²
 * @param grazing what s² − (u − u₀)² has to exceed for a ray that does not only graze, as a part of s²
 */
export function addEllipseChords(
  row: usize,
  from: i32,
  to: i32,
  firstU: f64,
  spacing: f64,
  halfShadow: f64,
  amplitude: f64,
  grazing: f64,
): void {
  const squared = f64x2.splat(halfShadow * halfShadow);
  const gain = f64x2.splat(amplitude);
  const least = f64x2.splat(grazing * halfShadow * halfShadow);
  let channel = from;
  for (; channel + 2 <= to; channel += 2) {
    const u = firstU + <f64>channel * spacing;
    const position = f64x2.replace_lane(f64x2.splat(u), 1, u + spacing);
    const inside = f64x2.sub(squared, f64x2.mul(position, position));
    const chord = f64x2.mul(gain, f64x2.sqrt(v128.and(inside, f64x2.gt(inside, least))));
    const at = row + ((<usize>channel) << 3);
    v128.store(at, f64x2.add(v128.load(at), chord));
  }
  if (channel < to) {
    const u = firstU + <f64>channel * spacing;
    const inside = halfShadow * halfShadow - u * u;
    const at = row + ((<usize>channel) << 3);
    if (inside > grazing * halfShadow * halfShadow) store<f64>(at, load<f64>(at) + amplitude * sqrt(inside));
  }
}
