// The chords of one ellipse along the rays of one fan view, added to a row of line integrals (AssemblyScript).
//
// As in add-ellipse-chords.ts, but every ray has an angle θ of its own: the half shadow is the quadratic form
// s² = alongX·cos²θ + 2·mixed·cosθ·sinθ + alongY·sin²θ, and the chord at u is 2ab/s²·√(s² − (u − u₀)²) with
// u₀ = centreX·cosθ + centreY·sinθ.

/**
 * @param row f64[channels], added to
 * @param cosines, sines of the rays' angles θ, f64[channels]
 * @param distances u of the rays in mm, f64[channels]
 * @param amplitude value · 2ab
 * @param grazing what s² − (u − u₀)² has to exceed for a ray that does not only graze, as a part of s²
 */
export function addFanEllipseChords(
  row: usize,
  from: i32,
  to: i32,
  cosines: usize,
  sines: usize,
  distances: usize,
  centreX: f64,
  centreY: f64,
  alongX: f64,
  mixed: f64,
  alongY: f64,
  amplitude: f64,
  grazing: f64,
): void {
  const x = f64x2.splat(centreX);
  const y = f64x2.splat(centreY);
  const xx = f64x2.splat(alongX);
  const xy = f64x2.splat(2 * mixed);
  const yy = f64x2.splat(alongY);
  const gain = f64x2.splat(amplitude);
  const least = f64x2.splat(grazing);
  let channel = from;
  for (; channel + 2 <= to; channel += 2) {
    const byte = (<usize>channel) << 3;
    const cosine = v128.load(cosines + byte);
    const sine = v128.load(sines + byte);
    const fromCentre = f64x2.sub(v128.load(distances + byte), f64x2.add(f64x2.mul(x, cosine), f64x2.mul(y, sine)));
    const shadow = f64x2.add(
      f64x2.mul(cosine, f64x2.add(f64x2.mul(xx, cosine), f64x2.mul(xy, sine))),
      f64x2.mul(yy, f64x2.mul(sine, sine)),
    );
    const inside = f64x2.sub(shadow, f64x2.mul(fromCentre, fromCentre));
    const seen = v128.and(inside, f64x2.gt(inside, f64x2.mul(least, shadow)));
    const chord = f64x2.div(f64x2.mul(gain, f64x2.sqrt(seen)), shadow);
    v128.store(row + byte, f64x2.add(v128.load(row + byte), chord));
  }
  if (channel < to) {
    const byte = (<usize>channel) << 3;
    const cosine = load<f64>(cosines + byte);
    const sine = load<f64>(sines + byte);
    const fromCentre = load<f64>(distances + byte) - (centreX * cosine + centreY * sine);
    const shadow = cosine * (alongX * cosine + 2 * mixed * sine) + alongY * sine * sine;
    const inside = shadow - fromCentre * fromCentre;
    if (inside > grazing * shadow) store<f64>(row + byte, load<f64>(row + byte) + (amplitude * sqrt(inside)) / shadow);
  }
}
