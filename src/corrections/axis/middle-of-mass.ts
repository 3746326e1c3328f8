/** What values sway about: a of the least-squares fit a + b·cosθ + c·sinθ to them. `NaN` where values or angles do not tell. */
export function middleOfSway(anglesRad: Float64Array, values: Float64Array): number {
  // Normal equations [3 × 3 | 1], solved by elimination.
  const rows = [0, 0, 0].map(() => new Float64Array(4));
  anglesRad.forEach((angle, view) => {
    const terms = [1, Math.cos(angle), Math.sin(angle)];
    rows.forEach((row, i) => {
      for (let k = 0; k < 3; k++) row[k]! += terms[i]! * terms[k]!;
      row[3]! += terms[i]! * values[view]!;
    });
  });
  // From the last unknown to the first: what is left of the first row is a alone.
  for (let k = 2; k > 0; k--) {
    for (let i = 0; i < k; i++) {
      const factor = rows[i]![k]! / rows[k]![k]!;
      for (let column = 0; column < 4; column++) rows[i]![column]! -= factor * rows[k]![column]!;
    }
  }
  return rows[0]![3]! / rows[0]![0]!;
}

/** How much of the largest mass views may differ by (RMS), and of the largest reading their ends may have on average. */
export type Completeness = { readonly mass: number; readonly ends: number };

/**
 * The middle of mass of each view, which is that of the object as seen from there and goes to and fro like a cosine about
 * the axis (Azevedo, Schneberk, Fitch & Martz, IEEE Trans. Nucl. Sci. 37:1525, 1990), in channels from the detector's
 * middle; `null` where some view does not see all of the object: then views differ in mass, or end in it.
 *
 * @param sinogram [views × channels]
 * @param moments [views × 2]: Σ_k p_k and Σ_k (k − (K−1)/2)·p_k
 */
export function middleOfMass(
  sinogram: Float32Array,
  channels: number,
  moments: Float32Array,
  anglesRad: Float64Array,
  within: Completeness,
): number | null {
  const views = anglesRad.length;
  const masses = Float64Array.from({ length: views }, (_, view) => moments[2 * view]!);
  const mean = masses.reduce((sum, mass) => sum + mass, 0) / views;
  const spread = Math.sqrt(masses.reduce((sum, mass) => sum + (mass - mean) ** 2, 0) / views);
  let ends = 0;
  let most = 0;
  for (let view = 0; view < views; view++) {
    const from = view * channels;
    ends += (Math.abs(sinogram[from]!) + Math.abs(sinogram[from + channels - 1]!)) / (2 * views);
  }
  for (const value of sinogram) most = Math.max(most, value);
  if (!(mean > 0) || spread > within.mass * mean || ends > within.ends * most) return null;
  const middles = masses.map((mass, view) => moments[2 * view + 1]! / mass);
  const middle = middleOfSway(anglesRad, middles);
  return Number.isFinite(middle) ? middle : null;
}
