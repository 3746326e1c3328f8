import { WATER_MU_PER_MM } from '../phantom/attenuation.ts';
import type { ValueUnit } from '../phantom/phantom.ts';
import type { BeamPlan } from '../physics/scan-plan.ts';

/**
 * The factor c by which line integrals p, in the unit of what was scanned, say what the detector counted relative to the open
 * beam: I/I₀ = e^(−c·p), noise and all. Without a beam a phantom in units of its own counts as so much water at 60 keV, as
 * it does in one.
 *
 * @param unit of the phantom; of a measurement `null`
 */
export function signalFactor(beam: BeamPlan | null, unit: ValueUnit | null): number {
  if (beam) return 1 / beam.outputScale;
  return unit === 'arbitrary' ? WATER_MU_PER_MM : 1;
}
