import { massAttenuationCm2PerG, muPerMm } from './materials/attenuation-of-material.ts';

/** An x-ray tube with a tungsten anode and what stands before its window. */
export interface Tube {
  /** 40 … 150. */
  readonly voltageKV: number;
  readonly anodeAngleDeg: number;
  readonly filtrationMmAluminium: number;
  readonly filtrationMmCopper: number;
}

/** Photons by energy, in bins of equal width. */
export interface Spectrum {
  /** The middle of each bin. */
  readonly energiesKeV: Float64Array;
  /** Photons in each bin; of a tube: for each electron, as if in all directions alike. */
  readonly photons: Float64Array;
}

/** The anode of the spectra that the model is compared with, and of many CT tubes. */
export const ANODE_ANGLE_DEG = 7;

const BIN_KEV = 0.5;
const LEAST_ENERGY_KEV = 10;
const DEPTH_STEPS = 200;

const ELECTRON_REST_KEV = 510.999;
/** Classical electron radius², in cm²; the fine-structure constant is part of the fitted yields. */
const ELECTRON_RADIUS_SQUARED_CM2 = 2.8179403262e-13 ** 2;
const ATOMIC_NUMBER = 74;
const ATOM_G = 183.84 * 1.66053907e-24;
const K_EDGE_KEV = 69.525;

/** The tungsten K lines and the part of all K photons in each. */
const K_LINES = [
  { energyKeV: 59.32, fraction: 0.505 },
  { energyKeV: 57.98, fraction: 0.291 },
  { energyKeV: 67.2, fraction: 0.162 },
  { energyKeV: 69.1, fraction: 0.042 },
] as const;

/** Tucker et al. 1991, fitted to measured spectra. */
const BREMSSTRAHLUNG = { perElectron: 3.685e-2, perKeV: 2.9e-5, series: [1, -5.049, 10.847, -10.516, 3.842] } as const;
const K_PHOTONS = { perElectron: 1.349e-3, exponent: 1.648 } as const;
/**
 * What stands before the two parts, which the paper leaves to the units of its measurements. The larger makes the energy
 * radiated at 100 kV 1.5·10⁻⁹·Z·V of the electrons' energy, where the textbooks' round figure is 1.1 (Evans, The Atomic
 * Nucleus, 1955, ch. 21). Both together were chosen to give the output and the share of the lines of a tube of 7°
 * at 120 kV; the shape, the other voltages and their outputs follow from the model.
 */
const BREMSSTRAHLUNG_SCALE = 8;
const LINE_SCALE = 0.8;
/** Mass stopping power of tungsten: constant + scale·exp(−rate·T), keV·cm²/g. */
const STOPPING = { constant: 2024.1, scale: 10_361, ratePerKeV: 0.04695 } as const;
/** Thomson and Whiddington's constant in keV²·cm²/g by tube voltage (Birch & Marshall 1979). */
const WHIDDINGTON = [
  [50, 0.54e6],
  [75, 0.625e6],
  [100, 0.7e6],
  [150, 0.84e6],
  [200, 1e6],
] as const;

/**
 * The spectrum that leaves a tube, in bins of half a keV from 10 keV to the tube's voltage.
 *
 * Tucker, Barnes & Chakraborty, Med. Phys. 18:211 (1991), doi 10.1118/1.596709: electrons slow down in the anode after
 * Thomson and Whiddington, T² = T₀² − ρ·C·x; on their way they give bremsstrahlung and, over the K edge, the lines of
 * tungsten; the anode itself absorbs what comes from the depth x over the way x/sin(anode angle) (Birch & Marshall,
 * Phys. Med. Biol. 24:505, 1979). The filters absorb the rest by their attenuation.
 */
export function tubeSpectrum(tube: Tube): Spectrum {
  const bins = Math.max(1, Math.floor((tube.voltageKV - LEAST_ENERGY_KEV) / BIN_KEV));
  const energiesKeV = Float64Array.from({ length: bins }, (_, i) => LEAST_ENERGY_KEV + (i + 0.5) * BIN_KEV);
  const photons = energiesKeV.map((energyKeV) => BIN_KEV * bremsstrahlungPerKeV(energyKeV, tube));
  if (tube.voltageKV > K_EDGE_KEV) {
    for (const line of K_LINES) {
      const bin = Math.floor((line.energyKeV - LEAST_ENERGY_KEV) / BIN_KEV);
      if (bin < bins) photons[bin]! += linePhotons(line.energyKeV, line.fraction, tube);
    }
  }
  return filtered(
    { energiesKeV, photons },
    {
      aluminium: tube.filtrationMmAluminium,
      copper: tube.filtrationMmCopper,
    },
  );
}

/** What is left of a spectrum behind some mm of materials. */
export function filtered(
  { energiesKeV, photons }: Spectrum,
  millimetres: { readonly aluminium?: number; readonly copper?: number; readonly water?: number },
): Spectrum {
  const { aluminium = 0, copper = 0, water = 0 } = millimetres;
  return {
    energiesKeV,
    photons: photons.map((count, i) => {
      const energyKeV = energiesKeV[i]!;
      const depth =
        aluminium * muPerMm('aluminium', energyKeV) +
        copper * muPerMm('copper', energyKeV) +
        water * muPerMm('water', energyKeV);
      return count * Math.exp(-depth);
    }),
  };
}

/** The mean energy of the photons in keV. */
export function meanEnergyKeV({ energiesKeV, photons }: Spectrum): number {
  let sum = 0;
  let weighted = 0;
  photons.forEach((count, i) => {
    sum += count;
    weighted += count * energiesKeV[i]!;
  });
  return weighted / sum;
}

/** Tucker et al. 1991, eq. 9: the sum over the electrons' energies T on their way from T₀ down to E. */
function bremsstrahlungPerKeV(energyKeV: number, { voltageKV, anodeAngleDeg }: Tube): number {
  const attenuation = massAttenuationCm2PerG('tungsten', energyKeV);
  const absorption = attenuation / (whiddington(voltageKV) * Math.sin(radians(anodeAngleDeg)));
  const step = (voltageKV - energyKeV) / DEPTH_STEPS;
  let sum = 0;
  for (let i = 0; i < DEPTH_STEPS; i++) {
    const electronKeV = energyKeV + (i + 0.5) * step;
    const ratio = energyKeV / electronKeV;
    const series = BREMSSTRAHLUNG.series.reduceRight((value, coefficient) => value * ratio + coefficient, 0);
    const yieldPerElectron = (BREMSSTRAHLUNG.perElectron + BREMSSTRAHLUNG.perKeV * voltageKV) * series;
    const stopping = STOPPING.constant + STOPPING.scale * Math.exp(-STOPPING.ratePerKeV * electronKeV);
    const selfAbsorption = Math.exp(-absorption * (voltageKV ** 2 - electronKeV ** 2));
    sum += ((yieldPerElectron * (electronKeV + ELECTRON_REST_KEV)) / electronKeV / stopping) * selfAbsorption;
  }
  const crossSection = (ELECTRON_RADIUS_SQUARED_CM2 * ATOMIC_NUMBER ** 2) / ATOM_G / energyKeV;
  return BREMSSTRAHLUNG_SCALE * crossSection * sum * step;
}

/** Tucker et al. 1991, eq. 12: K photons arise down to the depth R at which the electrons fall below the K edge. */
function linePhotons(energyKeV: number, fraction: number, { voltageKV, anodeAngleDeg }: Tube): number {
  const rangeGPerCm2 = (voltageKV ** 2 - K_EDGE_KEV ** 2) / whiddington(voltageKV);
  const depth = (massAttenuationCm2PerG('tungsten', energyKeV) * rangeGPerCm2) / Math.sin(radians(anodeAngleDeg));
  let sum = 0;
  for (let i = 0; i < DEPTH_STEPS; i++) {
    const part = (i + 0.5) / DEPTH_STEPS;
    sum += (1.5 * (1 - part ** 2) * Math.exp(-depth * part)) / DEPTH_STEPS;
  }
  return LINE_SCALE * K_PHOTONS.perElectron * (voltageKV / K_EDGE_KEV - 1) ** K_PHOTONS.exponent * fraction * sum;
}

function whiddington(voltageKV: number): number {
  const after = Math.max(
    1,
    WHIDDINGTON.findIndex(([voltage]) => voltage >= voltageKV),
  );
  const [v0, c0] = WHIDDINGTON[after - 1]!;
  const [v1, c1] = WHIDDINGTON[after]!;
  return c0 + ((c1 - c0) * (voltageKV - v0)) / (v1 - v0);
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
