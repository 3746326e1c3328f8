/**
 * y = Σ_k coefficients[k]·x^(k+1) up to `most`, and from there on straight ahead with the slope it has there. There is no
 * constant: nothing stays nothing. Immutable, kept by identity.
 */
export interface PolynomialCurve {
  readonly coefficients: Float64Array;
  readonly most: number;
}

/** The curve's value, for any x; negative readings, which noise brings, follow the curve as it goes on there. */
export function evaluateCurve({ coefficients, most }: PolynomialCurve, x: number): number {
  const within = Math.min(x, most);
  let value = 0;
  let slope = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) {
    slope = slope * within + (k + 1) * coefficients[k]!;
    value = value * within + coefficients[k]!;
  }
  return value * within + slope * (x - within);
}
