import type { AttenuatorName } from './materials/attenuation-tables.ts';
import { type ScanSpectrum, spectrumMuPerMm } from './scan-spectrum.ts';

/** How materials weaken one beam, as the operators read it. Immutable, kept by identity. */
export interface TransmissionPlan {
  /** The part of the reading that is due to each energy, [bins]. */
  readonly weights: Float32Array<ArrayBuffer>;
  /** Attenuation in 1/mm, [bins × materials]. */
  readonly muPerMm: Float32Array<ArrayBuffer>;
}

/** The plan for a beam through some materials, in the order of their path lengths. */
export function planTransmission(spectrum: ScanSpectrum, materials: readonly AttenuatorName[]): TransmissionPlan {
  const weights = Float32Array.from(spectrum.weights);
  const columns = materials.map((material) => spectrumMuPerMm(spectrum, material));
  const muPerMm = new Float32Array(weights.length * materials.length);
  columns.forEach((mu, material) => {
    mu.forEach((value, bin) => {
      muPerMm[bin * materials.length + material] = value;
    });
  });
  return { weights, muPerMm };
}
