import type { HostRows } from '../../compute/kernel.ts';
import { evaluateCurve, type PolynomialCurve } from '../../physics/polynomial-curve.ts';

/** The curve at each value, in place. */
export function plain(curve: PolynomialCurve, { values: { data } }: Readonly<Record<'values', HostRows>>): void {
  for (let i = 0; i < data.length; i++) data[i] = evaluateCurve(curve, data[i]!);
}
