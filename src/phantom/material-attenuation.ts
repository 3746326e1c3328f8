import type { MaterialName } from './material-names.ts';

/**
 * Total mass attenuation at 60 keV in cm²/g, to four digits, and density in g/cm³. Computed with xraylib 4.0
 * (Schoonjans et al., Spectrochim. Acta B 66:776, 2011, doi 10.1016/j.sab.2011.09.011) for the compositions of NIST's
 * compound list (ICRU soft tissue, ICRP tissues); PMP is C₆H₁₂. Enamel is 96 % hydroxyapatite, 3 % water and 1 % protein by
 * weight, dentine 70 %, 10 % and 20 % (Nanci, Ten Cate’s Oral Histology).
 */
const AT_60_KEV: Readonly<Record<MaterialName, readonly [massAttenuation: number, density: number]>> = {
  water: [0.2059, 1],
  'soft-tissue': [0.2025, 1],
  adipose: [0.1977, 0.92],
  lung: [0.2052, 0.26],
  'cortical-bone': [0.3102, 1.85],
  'compact-bone': [0.2752, 1.85],
  brain: [0.2065, 1.03],
  blood: [0.2051, 1.06],
  muscle: [0.2048, 1.04],
  enamel: [0.3985, 2.95],
  dentine: [0.3434, 2.14],
  iodine: [7.577, 4.93],
  titanium: [0.766, 4.54],
  iron: [1.205, 7.874],
  aluminium: [0.2778, 2.699],
  pmma: [0.1924, 1.19],
  delrin: [0.1937, 1.42],
  ldpe: [0.197, 0.92],
  pmp: [0.197, 0.83],
  polystyrene: [0.187, 1.03],
  ptfe: [0.188, 2.16],
  air: [0.1875, 0.001205],
};

/**
 * Attenuation of a material at 60 keV in 1/mm: what a phantom of materials is where a scan knows no energies.
 *
 * @param relativeDensity density in units of the material's usual one
 */
export function referenceMuPerMm(material: MaterialName, relativeDensity = 1): number {
  const [massAttenuation, density] = AT_60_KEV[material];
  const perCm = massAttenuation * density * relativeDensity;
  return perCm / 10;
}
