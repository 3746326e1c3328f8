import { type AttenuatorName, attenuationTables } from './attenuation-tables.ts';

/** The energies that the tables cover, in keV. */
export const TABLE_ENERGIES_KEV = { least: 10, most: 150 } as const;

/**
 * Total mass attenuation in cm²/g, by straight lines in log–log between the rows of the table; at an absorption edge the
 * value above it.
 *
 * @param energyKeV 10 … 150; energies outside count as the nearest of these
 */
export function massAttenuationCm2PerG(material: AttenuatorName, energyKeV: number): number {
  const { energiesKeV, massAttenuationCm2PerG: values } = attenuationTables[material];
  const energy = Math.min(TABLE_ENERGIES_KEV.most, Math.max(TABLE_ENERGIES_KEV.least, energyKeV));
  let below = 0;
  let above = energiesKeV.length;
  // The last row at or below the energy: of an edge's two rows the second.
  while (above - below > 1) {
    const middle = (below + above) >> 1;
    if (energiesKeV[middle]! <= energy) below = middle;
    else above = middle;
  }
  if (above === energiesKeV.length) return values[below]!;
  const fraction = Math.log(energy / energiesKeV[below]!) / Math.log(energiesKeV[above]! / energiesKeV[below]!);
  return values[below]! * (values[above]! / values[below]!) ** fraction;
}

/** The energies at which a material's attenuation jumps, ascending. */
export function absorptionEdgesKeV(material: AttenuatorName): number[] {
  const { energiesKeV } = attenuationTables[material];
  return energiesKeV.filter((energy, i) => energy === energiesKeV[i + 1]);
}

/** Linear attenuation in 1/mm at the material's own density; energies as for {@link massAttenuationCm2PerG}. */
export function muPerMm(material: AttenuatorName, energyKeV: number): number {
  const perCm = massAttenuationCm2PerG(material, energyKeV) * attenuationTables[material].densityGPerCm3;
  return perCm / 10;
}
