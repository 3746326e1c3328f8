import { ELECTRONS_PER_MAS } from './dose.ts';
import type { TubeSettings } from './scan-spectrum.ts';
import { ANODE_ANGLE_DEG, tubeSpectrum } from './tube-spectrum.ts';

/**
 * Mass energy-absorption coefficient of dry air, [keV, cm²/g] (Hubbell & Seltzer, NISTIR 5632, table 4, doi
 * 10.18434/T4D01F); in between it is a power of the energy.
 */
const AIR_ABSORPTION = [
  [10, 4.742],
  [15, 1.334],
  [20, 0.5389],
  [30, 0.1537],
  [40, 0.06833],
  [50, 0.04098],
  [60, 0.03041],
  [80, 0.02407],
  [100, 0.02325],
  [150, 0.02496],
] as const;

const JOULES_PER_KEV = 1.602177e-16;

/**
 * Air kerma in mGy for each mAs of a tube's charge, in air and without anything scattered back: ∫ Φ(E)·E·μ_en/ρ dE of the tube
 * model's photons, spread evenly over a sphere. As good as the model, some 20 %.
 *
 * @param distanceMm from the focal spot
 */
export function airKermaMGyPerMas(tube: TubeSettings, distanceMm: number): number {
  const { energiesKeV, photons } = tubeSpectrum({ ...tube, anodeAngleDeg: ANODE_ANGLE_DEG });
  const keVCm2PerG = photons.reduce(
    (sum, count, i) => sum + count * energiesKeV[i]! * airAbsorptionCm2PerG(energiesKeV[i]!),
    0,
  );
  const sphereCm2 = 4 * Math.PI * (distanceMm / 10) ** 2;
  // 1000 g are a kilogram, and 1000 mGy a Gy.
  return ((ELECTRONS_PER_MAS * keVCm2PerG) / sphereCm2) * JOULES_PER_KEV * 1e6;
}

/** @param energyKeV 10 … 150 */
export function airAbsorptionCm2PerG(energyKeV: number): number {
  const after = Math.max(
    1,
    AIR_ABSORPTION.findIndex(([energy]) => energy >= energyKeV),
  );
  const [e0, a0] = AIR_ABSORPTION[after - 1]!;
  const [e1, a1] = AIR_ABSORPTION[after]!;
  return a0 * (a1 / a0) ** (Math.log(energyKeV / e0) / Math.log(e1 / e0));
}
