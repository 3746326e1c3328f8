import { perValue, table, uniform, valuesOf } from '../../compute/gpu/gpu-kernel.ts';
import { PolynomialParameters } from '../../compute/gpu/struct-layouts.ts';
import { kernel } from '../../compute/kernel.ts';
import type { PolynomialCurve } from '../../physics/polynomial-curve.ts';

/** In place: WebGPU lets no buffer be read and written under two names. */
export const applyPolynomial = kernel({
  name: 'apply-polynomial',
  arrays: { values: 'in-out' },
  takesRange: false,
  split: 'values',
  gpu: (curve: PolynomialCurve) => ({
    shader: 'apply-polynomial',
    bindings: [
      uniform(PolynomialParameters, (part) => ({
        ...valuesOf(part),
        coefficientCount: curve.coefficients.length,
        most: curve.most,
      })),
      table('coefficients', curve, () => Float32Array.from(curve.coefficients)),
      'values',
    ],
    workgroups: perValue,
  }),
  // A polynomial of a few terms in float32.
  agreement: 1e-6,
});
