import { besselJ } from '../../measure/spectra/bessel.ts';
import type { FbpTheory } from '../theory/fbp-theory.ts';

const STEPS = 4000;

/**
 * The part of a disk’s contrast that its mean has left when it is blurred: ∫ 2·J₁(x)²/x · MTF(x/(2πr)) dx, which is 1 where the
 * MTF is. It follows from the mean over the disk being the integral of its transform squared, π²r⁴·(2J₁(x)/x)², times the MTF,
 * over its area.
 */
export function contrastLeft(theory: FbpTheory, radiusMm: number): number {
  const mostPerMm = 2 * theory.nyquistPerMm;
  const step = mostPerMm / STEPS;
  let left = 0;
  for (let i = 0; i < STEPS; i++) {
    const frequency = (i + 0.5) * step;
    const x = 2 * Math.PI * radiusMm * frequency;
    left += ((2 * besselJ(1, x) ** 2) / frequency) * theory.transfer(frequency) * step;
  }
  return left;
}
