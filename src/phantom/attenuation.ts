/** Attenuation of water at 60 keV in 1/mm: 0.2059 cm²/g × 1 g/cm³ (Hubbell & Seltzer, NISTIR 5632, 1995). */
export const WATER_MU_PER_MM = 0.02059;

/** HU = 1000·(μ − μ_water)/(μ_water − μ_air), with μ_air = 0. */
export function hounsfieldFromMu(muPerMm: number, waterMuPerMm = WATER_MU_PER_MM): number {
  return (1000 * (muPerMm - waterMuPerMm)) / waterMuPerMm;
}

/** The inverse of {@link hounsfieldFromMu}. */
export function muFromHounsfield(hounsfield: number, waterMuPerMm = WATER_MU_PER_MM): number {
  return waterMuPerMm * (1 + hounsfield / 1000);
}
