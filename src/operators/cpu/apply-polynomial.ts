import { evaluateCurve, type PolynomialCurve } from '../../physics/polynomial-curve.ts';

/** The curve at each value, float32 of the same size. GPU twin: shaders/apply-polynomial.wgsl. */
export function applyPolynomial(curve: PolynomialCurve, values: Float32Array): Float32Array<ArrayBuffer> {
  const results = new Float32Array(values.length);
  // Float32Array.from asks an iterator for each value, which takes several times as long.
  for (let i = 0; i < values.length; i++) results[i] = evaluateCurve(curve, values[i]!);
  return results;
}
