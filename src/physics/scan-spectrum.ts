import { muPerMm } from './materials/attenuation-of-material.ts';
import type { AttenuatorName } from './materials/attenuation-tables.ts';
import { ANODE_ANGLE_DEG, tubeSpectrum } from './tube-spectrum.ts';

/** What an experiment may say about the tube. */
export interface TubeSettings {
  readonly voltageKV: number;
  readonly filtrationMmAluminium: number;
  readonly filtrationMmCopper: number;
}

/** The scintillator of the detector: gadolinium oxysulfide, as thick as in clinical scanners. */
export const SCINTILLATOR = { material: 'gadolinium-oxysulfide', thicknessMm: 1.4 } as const;

const BIN_KEV = 5;

/**
 * What the detector reads of an unattenuated beam, by energy. Immutable. A monochromatic beam has one energy.
 *
 * A detector that integrates energy weighs a photon by its energy and by the chance that the scintillator absorbs it.
 */
export interface ScanSpectrum {
  /** In steps of 1 keV. */
  readonly energiesKeV: Float64Array;
  /** The part of the reading that is due to each energy; they add up to 1. */
  readonly weights: Float64Array;
  /** Where the bins begin among the energies, and after the last bin their number; [bins + 1]. */
  readonly binStarts: readonly number[];
}

/** A beam of one energy. */
export function monochromatic(energyKeV: number): ScanSpectrum {
  return { energiesKeV: Float64Array.of(energyKeV), weights: Float64Array.of(1), binStarts: [0, 1] };
}

/** The beam of a tube as the detector sees it, in bins of 5 keV. */
export function tubeScanSpectrum(settings: TubeSettings): ScanSpectrum {
  const { energiesKeV, photons } = tubeSpectrum({ ...settings, anodeAngleDeg: ANODE_ANGLE_DEG });
  const signals = photons.map((count, i) => count * energiesKeV[i]! * absorbedPart(energiesKeV[i]!));
  const total = signals.reduce((sum, signal) => sum + signal, 0);
  const weights = signals.map((signal) => signal / total);
  // Bins end at multiples of their width, but a first bin that would hold next to nothing joins the next one.
  const binStarts = [0];
  let held = 0;
  energiesKeV.forEach((energyKeV, i) => {
    if (energyKeV % BIN_KEV < 1 && held > 1e-6) {
      binStarts.push(i);
      held = 0;
    }
    held += weights[i]!;
  });
  return { energiesKeV, weights, binStarts: [...binStarts, energiesKeV.length] };
}

/** The chance that the scintillator absorbs a photon. */
export function absorbedPart(energyKeV: number): number {
  return 1 - Math.exp(-muPerMm(SCINTILLATOR.material, energyKeV) * SCINTILLATOR.thicknessMm);
}

/** The part of the unattenuated reading that is due to each bin, [bins]. */
export function binWeights({ weights, binStarts }: ScanSpectrum): Float64Array {
  return Float64Array.from({ length: binStarts.length - 1 }, (_, bin) => {
    let sum = 0;
    for (let i = binStarts[bin]!; i < binStarts[bin + 1]!; i++) sum += weights[i]!;
    return sum;
  });
}

/** Attenuation in 1/mm of a material in each bin, the mean over the unattenuated reading, [bins]. */
export function binMuPerMm({ energiesKeV, weights, binStarts }: ScanSpectrum, material: AttenuatorName): Float64Array {
  return Float64Array.from({ length: binStarts.length - 1 }, (_, bin) => {
    let sum = 0;
    let weight = 0;
    for (let i = binStarts[bin]!; i < binStarts[bin + 1]!; i++) {
      sum += weights[i]! * muPerMm(material, energiesKeV[i]!);
      weight += weights[i]!;
    }
    return sum / weight;
  });
}

/**
 * What a line through one material reads: −ln Σ_E w_E·exp(−μ(E)·length), over the bins.
 *
 * @param lengthMm path through the material, its density its own
 */
export function polychromaticLineIntegral(spectrum: ScanSpectrum, material: AttenuatorName, lengthMm: number): number {
  return -Math.log(transmissionOf(binWeights(spectrum), binMuPerMm(spectrum, material), lengthMm));
}

/** Σ w·exp(−μ·length). */
export function transmissionOf(weights: Float64Array, mu: Float64Array, lengthMm: number): number {
  return weights.reduce((sum, weight, i) => sum + weight * Math.exp(-mu[i]! * lengthMm), 0);
}
