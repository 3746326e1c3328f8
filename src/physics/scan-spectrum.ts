import { MATERIAL_NAMES } from '../phantom/material-names.ts';
import { type EnergyNodes, energyNodes, type ProbeThickness } from './energy-nodes.ts';
import { absorptionEdgesKeV, muPerMm } from './materials/attenuation-of-material.ts';
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

/**
 * What the detector reads of an unattenuated beam, by energy. Immutable. A monochromatic beam has one energy; the
 * energies of a tube are nodes that stand for all of its spectrum.
 *
 * A detector that integrates energy weighs a photon by its energy and by the chance that the scintillator absorbs it.
 */
export type ScanSpectrum = EnergyNodes;

/** A beam of one energy. */
export function monochromatic(energyKeV: number): ScanSpectrum {
  return { energiesKeV: Float64Array.of(energyKeV), weights: Float64Array.of(1) };
}

/** What bodies and implants hold, thin to thick, light to heavy: what lies between and is mixed of them is right too. */
const PROBES: readonly (readonly [AttenuatorName, readonly number[]])[] = [
  ['water', [20, 100, 250, 500]],
  ['cortical-bone', [5, 30, 100]],
  ['iron', [0.5, 3, 12, 50]],
  ['iodine', [0.03, 0.3, 3]],
];

/** The beam of a tube as the detector sees it, by some ten to twenty energies. */
export function tubeScanSpectrum(settings: TubeSettings): ScanSpectrum {
  const { energiesKeV, photons } = tubeSpectrum({ ...settings, anodeAngleDeg: ANODE_ANGLE_DEG });
  const signals = photons.map((count, i) => count * energiesKeV[i]! * absorbedPart(energiesKeV[i]!));
  const total = signals.reduce((sum, signal) => sum + signal, 0);
  const probes = PROBES.flatMap(([material, thicknesses]) =>
    thicknesses.map((thicknessMm): ProbeThickness => ({ muPerMm: (keV) => muPerMm(material, keV), thicknessMm })),
  );
  const edges = MATERIAL_NAMES.flatMap(absorptionEdgesKeV);
  return energyNodes(
    energiesKeV,
    signals.map((signal) => signal / total),
    probes,
    edges,
  );
}

/** The chance that the scintillator absorbs a photon. */
export function absorbedPart(energyKeV: number): number {
  return 1 - Math.exp(-muPerMm(SCINTILLATOR.material, energyKeV) * SCINTILLATOR.thicknessMm);
}

/** Attenuation in 1/mm of a material at each of a spectrum's energies. */
export function spectrumMuPerMm({ energiesKeV }: ScanSpectrum, material: AttenuatorName): Float64Array {
  return energiesKeV.map((energyKeV) => muPerMm(material, energyKeV));
}

/**
 * What a line through one material reads: −ln Σ_E w_E·exp(−μ(E)·length).
 *
 * @param lengthMm path through the material, its density its own
 */
export function polychromaticLineIntegral(spectrum: ScanSpectrum, material: AttenuatorName, lengthMm: number): number {
  return -Math.log(transmissionOf(spectrum.weights, spectrumMuPerMm(spectrum, material), lengthMm));
}

/** Σ w·exp(−μ·length). */
export function transmissionOf(weights: Float64Array, mu: Float64Array, lengthMm: number): number {
  return weights.reduce((sum, weight, i) => sum + weight * Math.exp(-mu[i]! * lengthMm), 0);
}
