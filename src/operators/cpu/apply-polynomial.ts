import { evaluateCurve, type PolynomialCurve } from '../../physics/polynomial-curve.ts';

/** The curve at each value, float32 of the same size. GPU twin: shaders/apply-polynomial.wgsl. */
export function applyPolynomial(curve: PolynomialCurve, values: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(values, (value) => evaluateCurve(curve, value));
}
